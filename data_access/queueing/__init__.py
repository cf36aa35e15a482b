"""How the queue is searched; `data_access.queue` has the questions."""
