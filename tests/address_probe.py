"""A server like serve.py's whose page shows where its visitor comes from, and holds a file.

`python -m tests.address_probe`, on the port in PORT, believing PROGRAMME_TRUSTED_PROXIES.
"""

import os
import secrets
import socket
import sys
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data_access.connect import create_engine_for
from server.application import Screens, build
from server.process import Server, trusted_proxies
from ui.visitor import client_address


def main() -> int:
    """Serve until told to stop."""
    listener = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
    screens = Screens(frozenset("/"), lambda status, number: None, lambda failure: None)
    service = build(Path(__file__), create_engine_for("sqlite://"), screens)
    address = f"http://localhost:{listener.getsockname()[1]}"
    Server(service, address, trusted_proxies()).run(sockets=[listener])
    return 0


if get_script_run_ctx(suppress_warning=True):
    st.text(client_address())
    st.download_button("file", secrets.token_bytes(8))
elif __name__ == "__main__":
    sys.exit(main())
