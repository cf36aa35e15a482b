"""Tietosuojaseloste: which personal data there are, why, for how long, and one's rights."""
