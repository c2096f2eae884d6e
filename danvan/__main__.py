"""The command line: python -m danvan COMMAND."""

import sys

from danvan.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
