"""What is wrong with rows that are to be loaded, found before anything is written."""
