"""Bases of regions and outside indices as they came: the parts of migration 0007."""
