"""What files tell of submissions of deeds, enrolments, letters and comments, against the rest."""
