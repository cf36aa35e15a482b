"""What in the data somebody should look at, each with a way to it where there is a page for it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from data_access import dataset
from data_access.accounts import User
from data_access.dataset import Odd
from data_access.integrity.quality import Oddity
from pages.data import views
from programme.roles import Role
from ui import address, formats, reads, registry
from ui.controls import value_of
from ui.database import engine
from ui.download import fetched
from ui.language import language
from ui.layout import card, small
from ui.row_table import Cell, Column, Row, plain_table
from ui.sign_in import session_id
from ui.spreadsheet import csv_file
from ui.texts import plain, t, use_language

#: How many are on the screen.
SHOWN = 200
_ANY = ""
_CONTROL = "data_kind"
_COLUMNS = ("odd", "table", "number", "about")


def show(user: User) -> None:
    """Draw the card."""
    found = _oddities(reads.revision(), reads.today(), user.username, user.role)
    with card("quality", t("data.quality_title"), t("data.quality_note")):
        if not found:
            st.markdown(t("data.quality_none"))
            return
        with st.container(horizontal=True, vertical_alignment="bottom", key="data_quality_row"):
            kind = _kind(found)
            _export(found)
        wanted = [each for each in found if kind in (_ANY, each.finding.kind)]
        plain_table(
            "data_quality",
            plain("data.quality_title"),
            [Column(plain("data.column_odd")), Column(plain("data.column_place"))],
            [row(str(place), each, user.role) for place, each in enumerate(wanted[:SHOWN])],
            "",
        )
        if len(wanted) > SHOWN:
            st.markdown(small(t("data.findings_first", shown=SHOWN)))


@st.cache_resource(max_entries=8, show_spinner=False)
def _oddities(_revision: int, today: date, username: str, _role: Role) -> list[Odd]:
    """Asked once for a state of the data: it takes long on a large database."""
    return dataset.oddities(engine(), username, today)


def _kind(found: Sequence[Odd]) -> str:
    """The choice of what to look at; it stands in the address."""
    counts = Counter(str(each.finding.kind) for each in found)
    asked = st.query_params.get(views.KIND)
    chosen = str(asked) if asked in counts else _ANY
    st.session_state[_CONTROL] = chosen
    st.selectbox(
        t("data.quality_kind"),
        [_ANY, *(kind for kind in Oddity if kind in counts)],
        format_func=lambda kind: _choice(kind, counts),
        key=_CONTROL,
        on_change=_change,
    )
    return chosen


def _choice(kind: str, counts: Counter[str]) -> str:
    if kind == _ANY:
        return plain("data.quality_all", count=counts.total())
    return plain("data.quality_choice", kind=plain(f"data.odd_{kind}"), count=counts[kind])


def _change() -> None:
    chosen = value_of(_CONTROL, _ANY)
    address.put({views.KIND: None if chosen == _ANY else str(chosen)})


def row(place: str, odd: Odd, role: Role) -> Row:
    """The finding in words, and where it is."""
    finding = odd.finding
    where = plain(f"table.{finding.table}")
    return Row(
        place,
        [
            Cell(plain(f"data.odd_{finding.kind}")),
            Cell(
                _about(odd) or finding.row,
                note=f"{where} · {finding.row}" if _about(odd) else where,
                address=_address(odd, role),
            ),
        ],
    )


def _about(odd: Odd) -> str:
    """What the finding is about, as people write it."""
    detail = odd.finding.detail
    if odd.finding.kind is Oddity.CONTACT_PAST_RETENTION:
        return formats.date(date.fromisoformat(detail[:10]))
    return detail


def _address(odd: Odd, role: Role) -> str:
    """The page that shows it, if the viewer may enter one; else there are words."""
    if odd.finding.table == "sparring_application" and registry.page("applications").open_to(role):
        return registry.address("applications", application=odd.finding.row)
    return registry.address("regions", region=odd.region) if odd.region else ""


def _export(found: Sequence[Odd]) -> None:
    own, spoken = session_id(), language()
    st.download_button(
        t("data.quality_export"),
        lambda: fetched(own, partial(file, found), spoken),
        file_name=f"{plain('data.quality_file')}-{reads.today().isoformat()}.csv",
        mime="text/csv",
        icon=":material/download:",
        key="data_quality_export",
        on_click="ignore",
    )


def file(found: Sequence[Odd], spoken: str) -> bytes:
    """All of them as CSV, in that language."""
    with use_language(spoken):
        headings = [plain(f"data.column_{name}") for name in _COLUMNS]
        return csv_file([headings, *map(_line, found)])


def _line(odd: Odd) -> list[str]:
    finding = odd.finding
    what = plain(f"data.odd_{finding.kind}")
    return [what, plain(f"table.{finding.table}"), finding.row, _about(odd)]
