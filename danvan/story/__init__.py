"""Findings: a sentence computed from the data, its figure and table, its standing and source.

One file a subject. Pages show findings; slides and the report document are made of the same ones.
"""
