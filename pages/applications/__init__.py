"""Hakemukset: the queue of sparring applications and the decisions on them."""
