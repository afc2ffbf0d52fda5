"""The site: every unit to read, the guides and a front page, in all languages: files that any web server can serve."""
