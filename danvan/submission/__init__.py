"""Handing in: what files would change, publishing it, going back. Pages and command line both ask here."""
