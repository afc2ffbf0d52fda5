"""The one error that is meant for the person at the keyboard."""


class UserError(Exception):
    """Say in a sentence or two what happened, where, and what to do next; shown without a traceback."""
