"""How much is read at most: what is larger is no office's file, or would not fit into memory."""

MEBIBYTE = 1024 * 1024

#: Of one CSV.
LARGEST_FILE = 256 * MEBIBYTE
#: Of one table.
MOST_ROWS = 2_000_000
#: Of one cell; the csv module itself stops a little later.
LONGEST_CELL = 100_000
#: Of a wrong value, in the report.
LONGEST_QUOTE = 200
#: Problems of one file; the rest of the file is not read.
MOST_PROBLEMS = 10_000
#: Rows that are read and checked at a time.
CHUNK = 10_000

#: Of a workbook as it lies on the disk, of all that is packed in it, and of its lists of texts.
LARGEST_WORKBOOK = 64 * MEBIBYTE
LARGEST_UNPACKED = 512 * MEBIBYTE
LARGEST_PART = 128 * MEBIBYTE
#: How much smaller a part of a workbook can be packed; only made-up ones shrink more.
MOST_SHRUNK = 200
#: Parts of a workbook, and columns of a sheet that are looked at.
MOST_PARTS = 1_000
MOST_COLUMNS = 100
