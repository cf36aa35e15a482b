"""Saavutettavuusseloste: what the law wants said about the service's accessibility."""
