"""What makes the course: lint, release, support files, the map, the students' zip."""
