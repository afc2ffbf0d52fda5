"""What keeps a submission in: the sandbox, the limits, and what tries them."""
