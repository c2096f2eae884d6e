"""Files in; declared tables and rows, or a list of what is wrong with them, out."""
