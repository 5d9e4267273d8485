"""`fortnight`, also as `python -m bot`: loads the command line, and runs it."""

from bot.loading import all_stays


def main() -> None:
    """Run the command line."""
    with all_stays():
        from bot.cli import main as run  # noqa: PLC0415 - it loads nearly everything
    run()


if __name__ == "__main__":
    main()
