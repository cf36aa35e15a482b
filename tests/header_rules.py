"""What the headers of every answer must say: OWASP's Secure Headers and ZAP's passive rules.

A rule takes an answer and tells whether it keeps to it. ZAP's number of the rule stands beside
each. What ZAP would still report, and why it stays:

- 10055 "style-src unsafe-inline": Streamlit and Vega write style elements and attributes;
- 10010 "cookie without HttpOnly": Streamlit's XSRF cookie is read by its script, that is its use;
- 10049 "storable and cacheable": the program's own files, which hold nobody's data.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

OWN_FILES = re.compile(r"/static/|/component/|/favicon\.png")
GUARDED_FILES = re.compile(r"/borders/")
FRAMED = "/component/"
NOT_SAFE_IN_SCRIPTS = {
    "'unsafe-eval'",
    "'unsafe-inline'",
    "'unsafe-hashes'",
    "*",
    "http:",
    "https:",
    "data:",
}
LEAKS = (
    "x-powered-by", "x-aspnet-version", "x-backend-server", "x-debug-token",
    "x-chromelogger-data", "x-sourcemap", "sourcemap", "via", "age", "link",
)  # fmt: skip
TRACES = re.compile(r"Traceback|File \"|site-packages")


@dataclass(frozen=True)
class Answer:
    """What a server said. Header names are in lower case; a name that came twice is joined with
    a line break."""

    url: str
    status: int
    headers: Mapping[str, str]
    text: str = ""

    @property
    def path(self) -> str:
        """The path that was asked for."""
        return urlsplit(self.url).path

    @property
    def policy(self) -> dict[str, list[str]]:
        """The Content-Security-Policy: directive and its sources."""
        parts = self.headers.get("content-security-policy", "").split(";")
        return {name: sources for name, *sources in (part.split() for part in parts if part)}


Rule = Callable[[Answer], bool]


def has(name: str, *values: str) -> Rule:
    """The header is there once, with one of these values."""
    return lambda answer: answer.headers.get(name, "") in values


def policy_is_strict(answer: Answer) -> bool:
    """10038, 10055: nothing by default, no text becomes code, no other host."""
    everything = {source for sources in answer.policy.values() for source in sources}
    return (
        answer.policy.get("default-src") == ["'none'"]
        and answer.policy.get("object-src") == ["'none'"]
        and answer.policy.get("base-uri") == ["'none'"]
        and answer.policy.get("form-action") == ["'self'"]
        and not NOT_SAFE_IN_SCRIPTS & set(answer.policy.get("script-src", ["*"]))
        and not any(
            "." in source or "*" in source for source in everything if "sha256" not in source
        )
    )


def may_not_be_framed(answer: Answer) -> bool:
    """10020: neither by the old header nor by the new directive; a component only by us."""
    framed = answer.path.startswith(FRAMED)
    expected = (["'self'"], "SAMEORIGIN") if framed else (["'none'"], "DENY")
    return (answer.policy.get("frame-ancestors"), answer.headers.get("x-frame-options")) == expected


def is_kept_only_when_public(answer: Answer) -> bool:
    """10015, 10049: no copy stays anywhere but of the program's own files, and of those that need
    a session only with the browser that has one."""
    kept = answer.headers.get("cache-control", "")
    if GUARDED_FILES.match(answer.path) and answer.status < 400:
        return "private" in kept
    if OWN_FILES.match(answer.path) and answer.status < 400:
        return bool(kept) and "private" not in kept
    return kept == "no-store"


def cookies_are_closed(answer: Answer) -> bool:
    """10011, 10054: SameSite always, Secure behind TLS, no domain but the page's own."""
    cookies = [c.lower() for c in answer.headers.get("set-cookie", "").split("\n") if c]
    secure = answer.url.startswith("https:")
    return all(
        "samesite=strict" in cookie
        and "domain=" not in cookie
        and (not secure or "secure" in cookie)
        for cookie in cookies
    )


def features_are_off(answer: Answer) -> bool:
    """10063: a Permissions-Policy that grants nothing."""
    granted = answer.headers.get("permissions-policy", "")
    return "camera=()" in granted and re.search(r"=(?!\(\))", granted) is None


def tells_its_type(answer: Answer) -> bool:
    """10019, 90011: a type for every body, and a character set for every text."""
    kind = answer.headers.get("content-type", "")
    if answer.status in {204, 301, 302, 304} or answer.headers.get("content-length") == "0":
        return True
    return bool(kind) and (not kind.startswith("text/html") or "charset=utf-8" in kind)


def opens_to_nobody(answer: Answer) -> bool:
    """10098: no other origin may read it."""
    return not any(name.startswith("access-control-") for name in answer.headers)


def leaks_nothing(answer: Answer) -> bool:
    """10036, 10037, 10023, 10061: neither what it runs on nor how it failed."""
    named = any(name in answer.headers for name in LEAKS)
    named = named or answer.headers.get("server", "nginx") != "nginx"  # it may say its name only
    own = OWN_FILES.match(answer.path)
    return not named and (own is not None or TRACES.search(answer.text) is None)


RULES: dict[str, Rule] = {
    "10021 nosniff": has("x-content-type-options", "nosniff"),
    "10038 policy": policy_is_strict,
    "10020 frames": may_not_be_framed,
    "10015 cache": is_kept_only_when_public,
    "10054 cookies": cookies_are_closed,
    "10063 permissions": features_are_off,
    "10019 type": tells_its_type,
    "10098 origins": opens_to_nobody,
    "10036 leaks": leaks_nothing,
    "90004 opener": has("cross-origin-opener-policy", "same-origin"),
    "90004 embedder": has("cross-origin-embedder-policy", "require-corp"),
    "90004 resource": has("cross-origin-resource-policy", "same-origin"),
    "OWASP referrer": has("referrer-policy", "no-referrer"),
    "OWASP cross-domain": has("x-permitted-cross-domain-policies", "none"),
}


def broken(answer: Answer) -> list[str]:
    """The rules that this answer does not keep to."""
    return [name for name, keeps in RULES.items() if not keeps(answer)]
