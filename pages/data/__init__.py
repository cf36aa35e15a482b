"""Aineisto: loading files into the database, taking all of it out, and whether it is whole."""
