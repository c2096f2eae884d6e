"""Measures: a frame or plain numbers in, a new frame or number out; the input is never changed."""
