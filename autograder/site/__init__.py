"""The site: every unit to read, the guides and a front page, in all languages, as files for any web server."""
