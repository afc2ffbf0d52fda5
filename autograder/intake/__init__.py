"""From what an LMS exports, and from untrusted bytes, to a notebook that can be run."""
