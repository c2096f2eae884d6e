"""A presentation as a PowerPoint file that its reader can change: real titles, native charts, notes with sources.

layouts.py says where things stand, template.py makes the master of it, made.py fills the slides of a deck.
"""

from danvan.exports.slides.made import presentation

__all__ = ["presentation"]
