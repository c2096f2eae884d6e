"""The DuckDB snapshot: built from the files, swapped whole, read-only for everyone else."""
