"""The figures of the page to take along: as a picture, a spreadsheet or features of a map."""

from pages.regions.downloads.buttons import show

__all__ = ["show"]
