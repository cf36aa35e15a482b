"""Alueet: the programme's activity on the map of Finland, region by region."""
