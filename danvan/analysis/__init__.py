"""The analyst's question: what is asked, what is answered, which forms fit it, and the answer to take away."""
