"""The deed as it is to be published: its texts, which the office may improve before that.

What is typed stays while the deed is as it was sent, whatever happens to its state meanwhile.
Characters that nobody sees but that turn the text around are left out.
"""

import zlib

import streamlit as st

from data_access import deed_submissions
from data_access.deed_submissions import Submission
from programme.codes import DeedKind, Sector
from programme.deed_submissions import TITLE_LENGTH, DeedContent
from ui import kept
from ui.controls import value_of
from ui.escape import visible
from ui.language import language
from ui.reads import ask
from ui.texts import plain, t

_TITLE, _DESCRIPTION, _KIND, _SECTOR, _CAMPAIGN = (
    "title",
    "description",
    "kind",
    "sector",
    "campaign",
)


def typed(found: Submission) -> DeedContent:
    """The deed as it stands in the form; as it was sent where nothing was typed."""
    content = found.content
    return DeedContent(
        value_of(_key(found, _KIND), content.deed_kind),
        value_of(_key(found, _TITLE), content.title),
        value_of(_key(found, _DESCRIPTION), content.description),
        value_of(_key(found, _SECTOR), content.sector),
        value_of(_key(found, _CAMPAIGN), content.campaign_code),
    )


def show(found: Submission) -> None:
    """Draw the fields."""
    content = found.content
    st.text_input(
        t("deeds.field_title"),
        visible(content.title),
        max_chars=TITLE_LENGTH,
        key=_key(found, _TITLE),
        persist_state="session",
    )
    st.text_area(
        t("deeds.field_description"),
        visible(content.description),
        height=180,
        key=_key(found, _DESCRIPTION),
        persist_state="session",
    )
    kind, sector = st.columns(2)
    with kind:
        _choice(found, _KIND, t("deeds.field_kind"), list(DeedKind), content.deed_kind)
    with sector:
        _choice(found, _SECTOR, t("deeds.field_sector"), [None, *Sector], content.sector)
    codes = [None, *ask(deed_submissions.campaigns)]
    _choice(found, _CAMPAIGN, t("deeds.field_campaign"), codes, content.campaign_code)


def _choice(
    found: Submission,
    field: str,
    label: str,
    options: list[str | None] | list[DeedKind],
    now: str | None,
) -> None:
    key = _key(found, field)
    kept.put_back(key, options, now)
    st.selectbox(
        label,
        options,
        format_func=lambda code: _name(field, code),
        key=key,
        on_change=kept.keep,
        args=(key,),
    )


def _name(field: str, code: str | None) -> str:
    if code is None:
        return plain("deeds.none_chosen")
    if field == _CAMPAIGN:
        return visible(ask(deed_submissions.campaigns)[code][language()])
    return plain(f"deed.{code}" if field == _KIND else f"deeds.sector_{code}")


def _key(found: Submission, field: str) -> str:
    """A field's key: another one for other content, so that old words never cover new ones."""
    mark = zlib.crc32(repr(found.content).encode())
    return f"deed_{field}_{found.number}_{mark}"
