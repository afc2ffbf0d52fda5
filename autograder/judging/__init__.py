"""One submission: the student's side, the judge's side, what passes between them, and the result."""
