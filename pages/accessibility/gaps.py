"""What is not accessible: Streamlit's own shortcomings, which only Streamlit can mend.

The statement tells of them and the tests allow them, and nothing else. A test fails when one of
them is gone, so that neither keeps on about it.
"""

from dataclasses import dataclass

_ISSUES = "https://github.com/streamlit/streamlit/issues"


@dataclass(frozen=True)
class Gap:
    """One shortcoming: what axe calls it (None: axe does not see it), where, which criterion.

    `issue` is its number among the issues of streamlit/streamlit.
    """

    key: str
    rule: str | None
    selector: str
    criterion: str
    issue: int

    @property
    def text_key(self) -> str:
        """Key of the sentence about it in the statement."""
        return f"accessibility.gap_{self.key}"

    @property
    def address(self) -> str:
        """Where Streamlit's makers deal with it."""
        return f"{_ISSUES}/{self.issue}"


GAPS = (
    # Streamlit says in English that the connection is lost, where no script of ours runs any more.
    Gap("english", None, "[role=dialog]", "3.1.2", 1353),
)
