"""Pages of plain HTML for when the app itself does not answer: in all languages at once, because
nothing is known of who reads them."""

from html import escape

from ui.language import LANGUAGES, use_language
from ui.texts import plain

_TEXTS = {
    404: ("error.not_found_title", "refused.not_found"),
    413: ("refused.too_large_title", "refused.too_large"),
    500: ("error.title", "refused.failed"),
    503: ("refused.busy_title", "refused.busy"),
}
_OTHER = ("refused.other_title", "refused.other")
_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem}"
    "h1{font-size:1.25rem;margin:2rem 0 .25rem}p{margin:0}"
)


def plain_page(status: int, number: str | None = None) -> str:
    """The page for an HTTP status from 400 on, with the error number to quote if there is one."""
    sections = "".join(_section(code, status, number) for code in LANGUAGES)
    return (
        f'<!doctype html><html lang="fi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(plain('app.name'))}</title><style>{_STYLE}</style></head>"
        f"<body><main>{sections}</main></body></html>"
    )


def _section(code: str, status: int, number: str | None) -> str:
    title, text = _TEXTS.get(status, _OTHER)
    with use_language(code):
        words = plain(text)
        if number:
            words = f"{words} {plain('refused.number', number=number)}"
        return (
            f'<section lang="{code}"><h1>{escape(plain(title))}</h1><p>{escape(words)}</p>'
            f'<p><a href="/?lang={code}">{escape(plain("refused.home"))}</a></p></section>'
        )
