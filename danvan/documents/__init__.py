"""Documents as they were received, and their text with stable positions: what a locator points into."""
