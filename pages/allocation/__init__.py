"""Päivien jako: what each open request of a round would get by the office's rules."""
