"""Cells into values: texts, codes, truth and JSON; numbers; days and moments."""
