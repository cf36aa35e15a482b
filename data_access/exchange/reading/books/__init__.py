"""Workbooks: what is unpacked, which rows a sheet has, what a cell holds."""
