"""The letters: the outbox and how each letter fares, and the texts they are written with."""
