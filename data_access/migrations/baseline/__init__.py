"""The first schema of the program database."""
