"""What the files hold: tables and columns, made from the schema and its CHECKs."""
