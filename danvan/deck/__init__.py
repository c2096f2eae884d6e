"""The presentation: the findings of the story as slides in an order, as the presenter chose them.

chapters.py says which slides there are, chosen.py what the presenter made of them, made.py puts the deck together.
"""

from danvan.deck.chosen import Added, Chosen
from danvan.deck.made import made

__all__ = ["Added", "Chosen", "made"]
