"""Texts that try to be more than text, and what a screen shows of them.

Whatever runs sets `window.pwned`; whatever fetches or leads away names `evil.invalid`.
"""

import re

STRINGS = {
    "picture": "![x](http://evil.invalid/x.png)",
    "link": "[paina tästä](http://evil.invalid/)",
    "autolink": "<http://evil.invalid/>",
    "bare addresses": "ks. http://evil.invalid/ ja www.evil.invalid",
    "e-mail address": "posti@evil.invalid mailto:posti@evil.invalid",
    "references": "[x][1] ![y][1]\n\n[1]: http://evil.invalid/x.png",
    "footnote": "lause[^1]\n\n[^1]: http://evil.invalid/",
    "script": "<script>window.pwned=1</script>",
    "closing script": "</script><script>window.pwned=1</script>",
    "closing style": "</style><style>*{background:url(http://evil.invalid/css)}</style>",
    "error handler": '<img src="http://evil.invalid/x" onerror="window.pwned=1">',
    "svg": '<svg onload="window.pwned=1"><a href="http://evil.invalid/"><text>x</text></a></svg>',
    "frame": '<iframe src=//evil.invalid srcdoc="<script>parent.pwned=1</script>"></iframe>',
    "form": '<form action="http://evil.invalid/"><input autofocus onfocus="window.pwned=1"></form>',
    "attribute break-out": '" autofocus onfocus="window.pwned=1" \' x=\'',
    "comment": "<!-- kommentti --> <![CDATA[ x ]]>",
    "style sheet": 'red;background:url(http://evil.invalid/x)} @import "http://evil.invalid/y";',
    "formula in a line": r"$\href{http://evil.invalid/}{x}$ \(a\)",
    "formula of its own": r"$$\frac{a}{b}$$",
    "emoji": ":smile: :+1: :heart:",
    "icons": ":material/home: :streamlit: :material_home:",
    "colours": ":red[punainen] :red-background[tausta] :rainbow[kirjava]",
    "sizes and badges": ":small[pieni] :blue-badge[merkki] :gray[harmaa]",
    "directives": ":::note{a=b}\n::leaf[x]{a=b} :text[y]{onclick=window.pwned}",
    "heading": "# Otsikko",
    "underlined heading": "Otsikko\n=======",
    "list": "- luettelo\n* luettelo",
    "numbered list": "1. luettelo\n2) luettelo",
    "quotation": "> lainaus",
    "rule": "---",
    "table": "| a | b |\n|---|---|\n| 1 | 2 |",
    "fence": "```js\nwindow.pwned=1\n```\n~~~",
    "code": "`koodi` ``x``",
    "emphasis": "**lihava** _kursiivi_ ~~yli~~ __x__",
    "arrows": "a -> b <- c <-> d -- e >= f <= g ~= h",
    "signal": '{"signal": "window.pwned=1", "expr": "datum.x"} datum["x"]',
    "template string": "${window.pwned=1} `${1}` #{7*7}",
    "template": "{{7*7}} {% raw %} {n} {0.__class__} %(n)s %s",
    "script address": "[x](javascript:window.pwned=1) javascript:window.pwned=1",
    "data address": "![x](data:image/svg+xml,<svg/onload=window.pwned=1>) data:text/html,<b>",
    "bidirectional overrides": "a\u202egnp.exe\u202c b\u2066c\u2069 d\u200fe",
    "control characters": "a\x07b\x1b[31mc\x1b]8;;http://evil.invalid/\x07d\x7fe\x9bf\x08g",
    "zero width": "a\ufeffb\u200bc\u2060d",
    "line separators": "a\u2028b\u2029c\x0bd\x0ce\x85f",
    "long word": "Pitkä" * 1000,
    "many words": "pitkä <b>juttu</b> " * 60,
    "formula cell": '=HYPERLINK("http://evil.invalid/";"x")',
    "plus cell": "+1+cmd|' /C calc'!A0",
    "minus cell": "-1+1",
    "at cell": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab and carriage return": "\t=1+1\r=2+2,=3+3;=4+4",
    "percent encoding": "%3Cscript%3Ewindow.pwned=1%3C/script%3E%0d%0aSet-Cookie:%20x=1",
    "backslashes": r"\![x\](http://evil.invalid/x.png) \\[y](http://evil.invalid/) \\",
    "entities": "&lt;script&gt;window.pwned=1&lt;/script&gt; &#33;[x](http://evil.invalid/) &nbsp;",
    "JSON break-out": '"},"x":{"y":"\\u003cscript\\u003e"}]}</script>',
    "query break-out": "'; DROP TABLE sparring_application; --",
    "address break-out": "../../?lang=sv&application=x#//evil.invalid/%2e%2e",
}

_NOT_SHOWN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def seen(text: str) -> str:
    """What can be read of the text on a screen: without control characters, on one line."""
    return " ".join(_NOT_SHOWN.sub("", text).split())
