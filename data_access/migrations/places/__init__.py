"""The views that figures are counted from tell where a row is: its region of 2021, its county."""
