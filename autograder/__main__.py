"""Run the commands as `python -m autograder`."""


def main() -> None:
    """Run a command."""
    from autograder.cli import main  # here, since every lane imports this module, and needs no commands

    main()


if __name__ == "__main__":
    main()
