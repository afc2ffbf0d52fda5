"""The course in other languages than that of source/: catalogs of texts, and the editions made with them."""
