"""Grade one written question across the class, on a page that this machine serves to itself."""
