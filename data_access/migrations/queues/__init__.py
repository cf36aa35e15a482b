"""What the three queues of the office need: proposals, submissions, enrolments, letters."""
