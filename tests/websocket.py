"""Streamlit's WebSocket without a browser: asks with any cookie and takes all that comes."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from data_access.sessions import COOKIE_NAME

PATIENCE = 30  # seconds for a run to end


def sent_for(
    address: str, page: str, cookie: str | None, *, query: str = "", clicks: Iterable[str] = ()
) -> bytes:
    """Everything that the server sends for a page and then for clicks on these widgets."""
    place = urlsplit(address).netloc
    headers = {"Origin": address}
    if cookie is not None:
        headers["Cookie"] = f"{COOKIE_NAME}={cookie}"
    with connect(
        f"ws://{place}/_stcore/stream",
        additional_headers=headers,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
    ) as line:
        sent = _run(line, _asked(page, query))
        for widget in clicks:
            sent += _run(line, _asked(page, query, widget))
    return sent


def _asked(page: str, query: str, widget: str | None = None) -> BackMsg:
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    if widget:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.trigger_value = widget, True
    return message


def _run(line: ClientConnection, message: BackMsg) -> bytes:
    """Send a message and gather what comes until its run, and those that it causes, are over."""
    line.send(message.SerializeToString())
    sent = b""
    while True:
        data = line.recv(timeout=PATIENCE)
        assert isinstance(data, bytes)
        sent += data
        answer = ForwardMsg.FromString(data)
        finished = answer.WhichOneof("type") == "script_finished"
        if finished and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return sent
