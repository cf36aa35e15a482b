"""One user: who it is, and the buttons that change the account."""

import streamlit as st

from data_access.accounts import User
from data_access.administration import Account
from pages.administration import dialogs, words
from ui.escape import joined, markdown
from ui.language import LANGUAGES
from ui.layout import small
from ui.texts import t


def show(account: Account, user: User) -> None:
    """Draw the card of an account for the administrator `user`."""
    with st.container(border=True, key="card_account"):
        _title(account)
        st.markdown(joined("  \n", _facts(account)))
        if account.username == user.username:
            st.markdown(small(t("administration.yourself")))
        with st.container(horizontal=True, key="account_actions"):
            for kind, icon in _offered(account, user):
                _button(kind, icon, account)


def _title(account: Account) -> None:
    state = words.state(account)
    look = words.LOOKS[state]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(markdown(account.display_name), anchor=False, width="content")
        st.badge(
            t(f"administration.state_{state}"), icon=f":material/{look.icon}:", color=look.colour
        )


def _facts(account: Account) -> list[str]:
    facts: list[str] = [
        t("administration.fact_username", username=account.username),
        t("administration.fact_role", role=t(f"role.{account.role}")),
        t(f"administration.may_{account.role}"),
        t("administration.fact_language", language=LANGUAGES[account.language]),
        t("administration.fact_sessions", n=account.sessions),
    ]
    if account.code_until:
        facts.append(t("administration.code_waits", moment=words.moment(account.code_until)))
    return facts


def _offered(account: Account, user: User) -> list[tuple[dialogs.Kind, str]]:
    """What can be done; nobody closes their own password, which is the way back in."""
    if not account.active:
        return [("open", ":material/lock_open:")]
    keeps_password = not account.has_password or account.username == user.username
    return [
        ("role", ":material/badge:"),
        ("renew" if keeps_password else "reset", ":material/link:"),
        ("close", ":material/block:"),
    ]


def _button(kind: dialogs.Kind, icon: str, account: Account) -> None:
    """A button for one account: with the same key for all, a click could count for another."""
    with st.container(key=f"account_{kind}", width="content"):
        st.button(
            t(f"administration.do_{kind}"),
            icon=icon,
            key=f"account_{kind}_{account.username}",
            on_click=dialogs.begin,
            args=(kind, account.username),
        )
