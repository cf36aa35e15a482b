"""Our own mistakes in answering a request: a number for whoever asked, the trace in the log."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_access.logs import error_number, logger
from server.answers import Answers

log = logger(__name__)


class Failures:
    """ASGI middleware that answers 500 when the app fails before it has begun to answer."""

    def __init__(self, app: ASGIApp, answers: Answers) -> None:
        self._app = app
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a failure ends here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:
            number = error_number()
            log.exception("error", number=number)
            if begun:
                raise
            await self._answers.give(500, scope, number=number)(scope, receive, send)
