"""A class: lanes, the journal, nbgrader's gradebook."""
