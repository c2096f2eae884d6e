"""The command line: what each command does, and how its answer is printed."""
