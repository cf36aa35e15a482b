"""Measurements of speed and load, each against a floor in the same run: `make bench`."""
