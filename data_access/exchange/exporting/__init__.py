"""The database into files that `reading` gives back without loss."""
