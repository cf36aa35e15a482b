"""Kokous: three large views for a screen that a whole meeting reads. No names, no numbers of
applications, whoever is looking."""
