"""Everything that the app answers to commands, drawn with one text for all names and numbers."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast
from unittest.mock import patch

import streamlit as st

from data_access.accounts import User
from data_access.application import Application
from data_access.decisions import Answer, Command, Outcome
from pages.applications import answers
from programme.lifecycle import Action, Status
from programme.roles import Role

AT = datetime(2020, 12, 1, 9, tzinfo=UTC)
READER = User("sirkka", "Sirkka", Role.STEERING, "fi")  # has nothing to undo


def say_everything(text: str) -> None:
    """Draw every receipt and every refusal with the text for a number and a name."""
    command = Command(text, Action.APPROVE, "anna", 1, "key")
    for status in Status:
        answer = Answer(Outcome.SAVED, command, status=status, version=2, days=1, actor=text, at=AT)
        st.session_state["last_answer"] = answer
        answers.receipt(READER)
        _refuse(text, replace(answer, outcome=Outcome.CONFLICT))
    _refuse("another", answers.MovedOn(command, "another"))


def _refuse(application_no: str, said: object) -> None:
    st.session_state["last_answer"] = said
    with patch.object(st, "container", return_value=nullcontext()):  # its key may occur only once
        answers.refusal(cast("Application", SimpleNamespace(application_no=application_no)))
