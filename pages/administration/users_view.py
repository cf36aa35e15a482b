"""The users: a table to choose from, and beside it what can be done with the chosen one."""

import streamlit as st

from data_access import administration
from data_access.accounts import User
from data_access.administration import Account
from pages.administration import account_card, dialogs, words
from ui import address
from ui.database import engine
from ui.language import LANGUAGES
from ui.layout import small
from ui.row_table import Cell, Column, Row, choice_table
from ui.texts import plain, t

PARAMETER = "user"


def show(user: User) -> None:
    """Draw the view."""
    accounts = administration.all_accounts(engine(), user.username)
    chosen = _chosen(accounts)
    left, right = st.columns([11, 9], gap="medium")
    with left:
        st.button(
            t("administration.invite"),
            icon=":material/person_add:",
            type="primary",
            key="invite",
            on_click=dialogs.begin,
            args=("invite",),
        )
        _table(accounts, chosen.username)
        st.markdown(small(t("administration.users_found", n=len(accounts))))
    with right:
        account_card.show(chosen, user)


def _chosen(accounts: list[Account]) -> Account:
    """The account of the address, else the first."""
    asked = st.query_params.get(PARAMETER)
    return next((each for each in accounts if each.username == asked), accounts[0])


def _choose(username: str) -> None:
    address.put({PARAMETER: username})


def _table(accounts: list[Account], selected: str) -> None:
    choice_table(
        "user_table",
        plain("administration.view_users"),
        [
            Column(plain("administration.column_name")),
            Column(plain("administration.column_role")),
            Column(plain("administration.column_state")),
            Column(plain("administration.column_language"), wide=True),
            Column(plain("administration.column_sessions"), wide=True),
        ],
        [_row(account) for account in accounts],
        selected,
        _choose,
    )


def _row(account: Account) -> Row:
    look = words.LOOKS[words.state(account)]
    return Row(
        account.username,
        [
            Cell(account.display_name, note=account.username),
            Cell(plain(f"role.{account.role}")),
            Cell(plain(f"administration.state_{words.state(account)}"), "", look.colour, look.icon),
            Cell(LANGUAGES[account.language]),
            Cell(str(account.sessions)),
        ],
    )
