"""Trying what this machine can hold back from submissions."""
