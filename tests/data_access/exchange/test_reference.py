"""The documented format is the format."""

from data_access.exchange.format import reference
from data_access.exchange.format.tables import FORMATS
from tests.running import ROOT

DOCUMENT = (ROOT / "docs" / "exchange-tables.md").read_text(encoding="utf-8")


def test_the_document_is_what_the_command_writes() -> None:
    """Write it anew with: python -m data_access format > docs/exchange-tables.md."""
    assert "\n".join(reference.lines()) + "\n" == DOCUMENT


def test_every_table_and_column_is_in_it() -> None:
    for table in FORMATS:
        section = DOCUMENT.partition(f"\n## `{table.name}`\n")[2].partition("\n## ")[0]
        assert [c.name for c in table.columns if f"| `{c.name}` |" not in section] == []
