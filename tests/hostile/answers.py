"""Everything that the app answers to commands, drawn with one text for all names and numbers."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import patch

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from data_access.case_history import Event
from data_access.decisions import Answer, Command, Outcome
from pages.applications import receipt, refusal
from pages.applications.last import LAST, Added
from programme.lifecycle import Action, Status
from programme.roles import Role
from ui.deciding.sending import MovedOn

AT = datetime(2020, 12, 1, 9, tzinfo=UTC)
READER = User("sirkka", "Sirkka", Role.STEERING, "fi")  # has nothing to undo


def say_everything(text: str) -> None:
    """Draw every receipt and every refusal with the text for a number and a name."""
    command = Command(text, Action.APPROVE, "anna", 1, "key")
    for status in Status:
        answer = Answer(Outcome.SAVED, command, status=status, version=2, days=1, actor=text, at=AT)
        with patch.object(receipt, "ask", return_value=None):
            _say(answer)
        _refuse(text, replace(answer, outcome=Outcome.CONFLICT))
        newest = SimpleNamespace(to_status=status, days=1, actor=text, at=AT)
        with patch.object(refusal, "ask", return_value=[_event(newest)]):
            _refuse(text, Added(text, "proposal", saved=False))
    _say(Added(text, "comment", saved=True))
    _refuse("another", MovedOn(text, "another"))


def _event(known: SimpleNamespace) -> Event:
    rest = dict.fromkeys(("from_status", "note", "ground", "due_on", "expert", "starts_on"))
    return Event(**vars(known), **cast("Any", rest), letter=None)


def _say(sent: Answer | Added | MovedOn) -> None:
    LAST.keep(sent)
    receipt.show(READER)


def _refuse(application_no: str, sent: Answer | Added | MovedOn) -> None:
    LAST.keep(sent)
    with patch.object(st, "container", return_value=nullcontext()):  # its key may occur only once
        refusal.show(cast("Application", SimpleNamespace(application_no=application_no)))
