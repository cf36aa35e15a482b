"""The office's data in files: one CSV or one sheet a table, in and out without loss.

`format` says what a file may hold, made from the schema; `reading` makes a `Content` of files;
`exporting` writes them; `template` makes the empty workbook. docs/exchange.md is for people.
"""
