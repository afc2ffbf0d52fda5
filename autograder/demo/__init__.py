"""The demo: a made-up class hands in, is graded and gets feedback. Its answers stand beside the code, by unit."""
