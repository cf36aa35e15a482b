"""Applications out of a form tool's own export, by a mapping that is saved once and used again."""
