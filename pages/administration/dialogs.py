"""What is asked before an account or session changes, and the one-time link that comes of it.

A dialog names whom it is about and says what happens. It stays open over live news and
refusals, and holds what was typed until the change is made; a link is shown until it is closed,
and never again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import streamlit as st

from data_access.accounts import Refused, User
from data_access.connect import DatabaseUnavailable
from pages.administration import changes, link
from pages.administration.invitation import begin_anew, invitation_form
from pages.administration.role_choice import role_choice
from ui import address, reads
from ui.escape import joined, markdown
from ui.sign_in import signed_in_user
from ui.texts import t

Kind: TypeAlias = Literal["invite", "role", "close", "open", "reset", "renew", "end_session"]

_OPEN = "administration_dialog"
_DONE = "administration_done"


@dataclass(frozen=True)
class Dialog:
    """The open dialog: what it is about, why it was refused, and the code that came of it."""

    kind: Kind
    subject: str = ""
    refused: str = ""
    code: str = ""


def begin(kind: Kind, subject: str = "") -> None:
    """Open a dialog about a user name, or the handle of a session, from the next run on."""
    st.session_state[_OPEN] = Dialog(kind, subject)
    st.session_state.pop(_DONE, None)


def is_open() -> bool:
    """Whether a dialog stands over the page."""
    return _OPEN in st.session_state


def receipt() -> None:
    """What was just done."""
    done = st.session_state.get(_DONE)
    if done:
        st.markdown(f":green[:material/check_circle:] {markdown(done)}")


def show_if_open(user: User) -> None:
    """Draw the dialog again on every run while it is open, so that a live refresh keeps it."""
    dialog = _opened()
    if dialog is None:
        return
    title = "administration.link_title" if dialog.code else f"administration.title_{dialog.kind}"
    st.dialog(t(title), on_dismiss=_end)(_body)(user)


def _opened() -> Dialog | None:
    opened: Dialog | None = st.session_state.get(_OPEN)
    return opened


def _end() -> None:
    st.session_state.pop(_OPEN, None)


def _body(user: User) -> None:
    dialog = _opened()
    # A dialog runs by itself, past the door: its viewer may be signed out meanwhile.
    if dialog is None or signed_in_user() != user:
        st.rerun()
    elif dialog.code:
        _link(dialog, user)
    elif dialog.kind == "invite":
        _invite(dialog, user)
    elif dialog.kind == "end_session":
        _end_session(dialog, user)
    else:
        _account(dialog, user)


def _link(dialog: Dialog, user: User) -> None:
    account = changes.account(user, dialog.subject)
    link.show(account, dialog.code)
    if st.button(t("administration.link_close"), type="primary", key="link_close"):
        _end()
        st.rerun()


def _invite(dialog: Dialog, user: User) -> None:
    with st.form("invite_form", border=False):
        wanted = invitation_form()
        _refusal(dialog)
        sent, dismissed = _buttons(t("administration.title_invite"), in_form=True)
    if sent:
        _carry_out(
            replace(dialog, subject=wanted.username.strip().lower()),
            lambda: changes.invite(user, wanted),
        )
    elif dismissed:
        _end()
        st.rerun()


def _account(dialog: Dialog, user: User) -> None:
    account = changes.account(user, dialog.subject)
    st.markdown(f"**{markdown(account.display_name)}** ({markdown(account.username)})")
    role = account.role
    if dialog.kind == "role":
        role = role_choice(f"role_{account.username}", account.role)
    own = account.username == user.username
    st.markdown(t(f"administration.before_{dialog.kind}"))
    if own and dialog.kind in ("role", "close"):
        st.warning(t("administration.own_session_ends"), icon=":material/warning:")
    _refusal(dialog)
    confirmed, dismissed = _buttons(t(f"administration.confirm_{dialog.kind}"))
    if confirmed:
        _carry_out(dialog, lambda: changes.change(dialog.kind, user, account.username, role))
    elif dismissed:
        _end()
        st.rerun()


def _end_session(dialog: Dialog, user: User) -> None:
    found = changes.session(user, dialog.subject)
    if found is None:
        st.markdown(t("administration.session_is_over"))
        if st.button(t("administration.link_close"), key="dialog_close"):
            _end()
            st.rerun()
        return
    st.markdown(f"**{markdown(found.display_name)}** ({markdown(found.username)})")
    st.markdown(t("administration.before_end_session"))
    if changes.is_own(found):
        st.warning(t("administration.own_session_ends"), icon=":material/warning:")
    _refusal(dialog)
    confirmed, dismissed = _buttons(t("administration.end_session"))
    if confirmed:
        _carry_out(
            replace(dialog, subject=found.username), lambda: changes.end_session(user, found)
        )
    elif dismissed:
        _end()
        st.rerun()


def _refusal(dialog: Dialog) -> None:
    if dialog.refused:
        with st.container(key="change_refused"):
            st.error(
                joined(" ", [t(dialog.refused), t("administration.not_saved")]),
                icon=":material/error:",
            )


def _buttons(confirm: str, *, in_form: bool = False) -> tuple[bool, bool]:
    press = st.form_submit_button if in_form else st.button
    with st.container(horizontal=True):
        confirmed = press(confirm, type="primary", key="change_confirm")
        dismissed = press(t("action.dismiss"), key="change_dismiss")
    return confirmed, dismissed


def _carry_out(dialog: Dialog, change: Callable[[], str]) -> None:
    """Make the change: then the link is shown, or the page with a receipt, or why it was not."""
    try:
        code = change()
        reads.look()
    except Refused as refused:
        st.session_state[_OPEN] = replace(dialog, refused=f"account_refused.{refused.refusal}")
    except DatabaseUnavailable as failure:
        st.session_state[_OPEN] = replace(dialog, refused=f"error.database_{failure.trouble}")
    else:
        _done(replace(dialog, code=code, refused=""))
    st.rerun()


def _done(dialog: Dialog) -> None:
    st.session_state[_DONE] = t(f"administration.done_{dialog.kind}", who=dialog.subject)
    if dialog.kind == "invite":
        begin_anew()
    if dialog.code:
        st.session_state[_OPEN] = dialog
        address.put({"user": dialog.subject})
    else:
        _end()
