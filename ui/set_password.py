"""Setting a password with a one-time code (`?code=`): the first one, or a new one."""

import streamlit as st

from data_access import invitations
from data_access.accounts import Refused, User
from programme.passwords import MIN_LENGTH
from ui import address, style
from ui.database import engine
from ui.layout import small
from ui.sign_in import sign_in
from ui.texts import plain, t

PARAMETER = "code"


def set_password_page() -> None:
    """The form of the code's holder, or why the code is worth nothing."""
    code = st.query_params[PARAMETER]
    found = invitations.holder(engine(), code)
    with st.container(width=415, key="sign_in"):
        st.image(style.logo(), alt=plain("app.name"))
        st.title(t("set_password.title"), anchor=False)
        if found:
            _form(code, found)
        else:
            st.error(t("account_refused.code_wrong"), icon=":material/error:")
            st.button(t("set_password.to_sign_in"), key="to_sign_in", on_click=_leave)


def _form(code: str, found: User) -> None:
    st.markdown(t("set_password.for", name=found.display_name, username=found.username))
    with st.form("set_password_form"):
        message = st.empty()
        password = st.text_input(
            t("set_password.password"),
            key="new_password",
            type="password",
            autocomplete="new-password",
        )
        st.markdown(small(t("set_password.rules", n=MIN_LENGTH)))
        again = st.text_input(
            t("set_password.again"),
            key="new_password_again",
            type="password",
            autocomplete="new-password",
        )
        if not st.form_submit_button(
            t("set_password.submit"), type="primary", width="stretch", key="set_password_submit"
        ):
            return
    if password != again:
        message.error(t("set_password.differ"), icon=":material/error:")
        return
    try:
        sign_in(invitations.redeem(engine(), code, password).username)
    except Refused as refused:
        message.error(
            t(f"account_refused.{refused.refusal}", n=MIN_LENGTH), icon=":material/error:"
        )
        return
    _leave()
    st.rerun()


def _leave() -> None:
    address.put({PARAMETER: None})
