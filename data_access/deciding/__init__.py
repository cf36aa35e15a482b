"""What the queues of the office have of their own; `data_access.decisions` carries it out."""
