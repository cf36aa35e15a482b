"""What the server says by itself when a request gets nothing else, in words for people."""

from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Scope

Page = Callable[[int, str | None], str | None]
"""The HTML for a status and, where there is one, an error number; None where no page is needed."""


class Answers:
    """Answers by status: a page for whoever reads HTML, one line of text for everybody else."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def give(
        self,
        status: int,
        scope: Scope,
        *,
        headers: Mapping[str, str] | None = None,
        number: str | None = None,
    ) -> Response:
        """The answer with this status to the request of `scope`; `number` is one to quote."""
        page = self._page(status, number) if _reads_html(scope) else None
        if page is not None:
            return HTMLResponse(page, status, headers)
        line = " ".join(filter(None, [str(status), HTTPStatus(status).phrase, number]))
        return PlainTextResponse(f"{line}\n", status, headers)

    async def to_exception(self, request: Request, refusal: Exception) -> Response:
        """The same for what a route refuses with an HTTPException: an exception handler."""
        if not isinstance(refusal, HTTPException):
            raise refusal
        return self.give(refusal.status_code, request.scope, headers=refusal.headers)


def _reads_html(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("accept", "")
