"""Where the browser is that asks."""

import streamlit as st

#: What stands for a browser on the server's own machine, of which Streamlit tells no address.
HERE = "local"


def client_address() -> str:
    """The network address of the browser."""
    return st.context.ip_address or HERE
