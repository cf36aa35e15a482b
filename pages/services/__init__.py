"""Palvelut: trainings with limited places and the queues of those who want to come."""
