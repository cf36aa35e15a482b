"""Tekojen Tori: the queue of deeds that somebody has sent."""
