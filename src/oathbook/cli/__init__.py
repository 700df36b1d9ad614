"""The command line: arguments in, answers and exit codes out; no rules and no SQL live here."""


def main() -> None:
    """Run the command line; the console script's entry point."""
    from oathbook.cli.app import app  # noqa: PLC0415 - keeps `import oathbook.cli` free of Typer

    app()
