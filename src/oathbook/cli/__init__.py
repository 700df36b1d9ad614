"""The command line: arguments in, answers and exit codes out; no rules and no SQL live here."""


def main() -> None:
    """Run the command line; the console script's entry point."""
    from oathbook.cli.app import app

    app()
