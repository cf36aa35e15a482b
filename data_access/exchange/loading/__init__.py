"""Loading files into the database: checked whole, then everything or nothing."""
