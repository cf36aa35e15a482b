"""The empty workbook that an office fills in."""
