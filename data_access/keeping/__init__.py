"""Keeping the data: backups that either kind of database gives and takes, and erasing in time."""
