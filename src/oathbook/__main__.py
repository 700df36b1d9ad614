"""`python -m oathbook`: the same as the `oathbook` command."""

from oathbook.cli import main

if __name__ == "__main__":
    main()
