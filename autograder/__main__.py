"""Run the commands as `python -m autograder`."""

import signal


def main() -> None:
    """Run a command."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while Python imports ends it without a word
    from autograder.cli import main  # here, since every lane imports this module, and needs no commands

    signal.signal(signal.SIGINT, before)
    main()


if __name__ == "__main__":
    main()
