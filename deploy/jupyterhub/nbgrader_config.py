"""What students' nbgrader needs to know; the course's own folder has another file of this name."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821 (traitlets defines it while it reads this file)

c.CourseDirectory.course_id = "neural-networks-from-scratch"
