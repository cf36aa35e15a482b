"""Files into typed rows: every problem is found and named, nothing is written."""
