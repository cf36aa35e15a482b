"""Tilannekuva: how the programme stands, what waits today, how the open round fills."""
