"""The one-time link of an invitation or a new password, to be handed over."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from data_access.administration import Account
from pages.administration import words
from ui.language import DEFAULT
from ui.language import PARAMETER as LANGUAGE
from ui.layout import small
from ui.registry import page
from ui.set_password import PARAMETER as CODE
from ui.texts import t


def show(account: Account, code: str) -> None:
    """Draw the link with its expiry."""
    st.markdown(
        t(
            "administration.link_for",
            name=account.display_name,
            username=account.username,
        )
    )
    with st.container(key="one_time_link"):
        st.code(
            one_time_link(st.context.url or "", code, account.language),
            language=None,
            wrap_lines=True,
        )
    if account.code_until:
        st.markdown(
            t("administration.link_until", moment=words.moment(account.code_until)),
        )
    st.markdown(small(t("administration.link_once")))


def one_time_link(here: str, code: str, language: str) -> str:
    """Where the code is used, at the address by which the administrator reached this page.

    `here` is the page's own address: a proxy's name, port and path are in it.
    """
    parts = urlsplit(here)
    path = parts.path.rstrip("/").removesuffix(f"/{page('administration').url_path}")
    spoken = {} if language == DEFAULT else {LANGUAGE: language}
    query = urlencode({CODE: code, **spoken})
    return parts._replace(path=f"{path}/", query=query, fragment="").geturl()
