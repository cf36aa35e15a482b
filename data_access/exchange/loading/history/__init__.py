"""Histories of applications: told by files, replayed on paper, ordered for writing."""
