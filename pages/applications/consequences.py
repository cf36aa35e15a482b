"""What granting the chosen days would mean, in words, before the click."""

from collections.abc import Iterator

import streamlit as st

from data_access.application import Application
from data_access.judging import Judging
from programme.consequence import Consequence, consequence
from ui import formats
from ui.capacity import decision_bar
from ui.escape import Markdown, joined
from ui.layout import small
from ui.reads import today
from ui.region_names import region_name
from ui.texts import t


def show(found: Application, weighed: Judging, days: int) -> None:
    """Draw the pool after the decision, and below it the region, the organisation and the pace."""
    decision_bar(found.round_reserved, found.round_left, days)
    follows = consequence(weighed.granting, days, today())
    if follows.left < 0:
        st.warning(t("error.pool", n=found.round_left), icon=":material/block:")
        return
    st.markdown(
        joined(
            "  \n",
            (
                t("applications.pool_after", n=follows.left),
                small(joined(" ", _sentences(found, weighed, follows))),
            ),
        )
    )


def _sentences(found: Application, weighed: Judging, follows: Consequence) -> Iterator[Markdown]:
    yield _region(found, follows)
    if not weighed.own.days:
        yield t("judging.first_time")
    yield _pace(weighed, follows)


def _region(found: Application, follows: Consequence) -> Markdown:
    region, after = region_name(found.region_code), formats.percent(follows.share_with or 0)
    if follows.share_without is None:
        return t("judging.share_first", region=region)
    before = formats.percent(follows.share_without)
    return t("judging.share", region=region, before=before, after=after)


def _pace(weighed: Judging, follows: Consequence) -> Markdown:
    if not follows.left:
        return t("judging.nobody_after", n=weighed.waiting)
    if follows.lasts is None:
        return t("judging.pace_unknown")
    if follows.lasts.runs_out_on is None:
        return t("judging.pace_long")
    return t("judging.pace", day=follows.lasts.runs_out_on)
