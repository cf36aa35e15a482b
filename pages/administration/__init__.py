"""Ylläpito: who may sign in, who is signed in, and what has been done."""
