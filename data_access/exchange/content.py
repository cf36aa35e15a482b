"""What files hold once they are read: typed rows by table, and what is wrong with the files."""

from dataclasses import dataclass, field

import pandas as pd

from data_access.exchange.problems import Problem


@dataclass
class Content:
    """The rows of files, and the problems found in reading them.

    A frame's index is the row number that a spreadsheet shows (the headings are row 1), its
    columns are those that the file has, by our names. Values are `str`, `int`, `Decimal`, `date`,
    aware UTC `datetime`, `bool`, `dict` or `list` (JSON), and None where a cell is empty or wrong.
    `files` says which file (or sheet) a table came from, in the words of `Problem.file`, and
    `headings` how that file calls a column: by table and by our name.
    """

    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    headings: dict[str, dict[str, str]] = field(default_factory=dict)
