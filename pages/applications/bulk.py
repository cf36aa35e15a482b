"""What is about to be done to many applications: fixed when its dialog opens, and sent once."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from data_access import proposals, queue
from data_access.accounts import User
from data_access.decisions import Command
from data_access.queue import Pool
from programme.bulk import Wish, fitting
from programme.codes import RejectionGround
from programme.lifecycle import Action, Status
from ui.reads import ask

_OPEN = "bulk_open"


@dataclass(frozen=True)
class Entry:
    """An application as it was listed, the days it would get, and the key of its request."""

    number: str
    version: int
    organisation: str
    round_code: str
    days: int
    request_key: str

    def command(
        self, action: Action, by: User, text: str, ground: RejectionGround | None
    ) -> Command:
        """What is sent for it; only an approval gives days."""
        return Command(
            self.number,
            action,
            by.username,
            self.version,
            self.request_key,
            text=text,
            days=self.days if action is Action.APPROVE else None,
            ground=ground,
        )


@dataclass(frozen=True)
class Bulk:
    """One action on some applications, in the order in which it is carried out."""

    action: Action
    entries: tuple[Entry, ...]
    left: Mapping[str, int]

    @property
    def fitting(self) -> frozenset[str]:
        """The numbers of those that get their days, as far as the pools are known here."""
        wishes = (Wish(each.number, each.round_code, each.days) for each in self.entries)
        return fitting(wishes, self.left)


def begin(action: Action, rows: pd.DataFrame) -> None:
    """Open the dialog for the marked `rows` as they are listed now, the longest waiting first."""
    pools, proposed = ask(queue.pools), _proposed_days()
    oldest_first = rows.sort_values(["submitted_on", "application_no"]).to_dict("records")
    st.session_state[_OPEN] = Bulk(
        action,
        tuple(_entry(row, pools, proposed) for row in oldest_first),
        {code: pool.left for code, pool in pools.items()},
    )


def opened() -> Bulk | None:
    """What the dialog is open for."""
    return st.session_state.get(_OPEN)


def end() -> None:
    """Close the dialog."""
    st.session_state.pop(_OPEN, None)


def _proposed_days() -> dict[str, int]:
    """The days of each standing proposal to approve, by the number of the application."""
    standing = ask(proposals.standing_all)
    approvals = standing[standing["outcome"] == Status.APPROVED]
    return {row["application_no"]: int(row["days"]) for row in approvals.to_dict("records")}


def _entry(row: dict[str, Any], pools: Mapping[str, Pool], proposed: Mapping[str, int]) -> Entry:
    """The row as it is sent: the days that are proposed, else asked for, as far as allowed."""
    number, asked = row["application_no"], int(row["days_requested"])
    most = min(asked, pools[row["round_code"]].max_days)
    return Entry(
        number=number,
        version=int(row["version"]),
        organisation=row["organisation"],
        round_code=row["round_code"],
        days=min(proposed.get(number, most), most),
        request_key=str(uuid.uuid4()),
    )
