"""Deciding on what waits in a queue: what is open, commands sent once, and what became of them."""
