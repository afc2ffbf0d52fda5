"""Run the commands as `python -m autograder`."""

from autograder.cli import main

main()
