"""Be the `autograder` command of the tiny course: `python -m tests.tiny_command grade`. Lanes import this one too."""


def main() -> None:
    """Make the unit known to lint, and run the command."""
    from autograder.authoring import syllabus
    from autograder.cli import main
    from tests.tiny import EXERCISES, UNIT

    syllabus.EXERCISES[UNIT] = EXERCISES
    main()


if __name__ == "__main__":
    main()
