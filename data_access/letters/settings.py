"""The settings of the outbox: how long a letter can be taken back, and the server that takes it."""

import os
from dataclasses import dataclass, field
from datetime import timedelta
from email.headerregistry import Address
from ipaddress import ip_address
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from data_access.clock import WrongSetting

STANDARD = timedelta(minutes=10)
LONGEST = timedelta(days=1)

_PORTS = {"smtp": 25, "smtps": 465}
_SUBMISSION = 587


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed over and whom they come from; without `user` nobody signs in.

    `tls` is on from the first byte; `starttls` asks for it once connected, and takes no for no.
    """

    host: str
    port: int
    sender: str
    tls: bool = False
    starttls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)


def undo_window() -> timedelta:
    """The time of PROGRAMME_UNDO_MINUTES, ten minutes when it is unset; raises WrongSetting."""
    said = os.environ.get("PROGRAMME_UNDO_MINUTES")
    if not said:
        return STANDARD
    if not said.isascii() or not said.isdecimal() or int(said) > LONGEST / timedelta(minutes=1):
        raise WrongSetting(f"PROGRAMME_UNDO_MINUTES is 0 to 1440 minutes, not {said!r}")
    return timedelta(minutes=int(said))


def mail_server() -> MailServer | None:
    """The server of PROGRAMME_SMTP_URL, None when it is unset; raises WrongSetting.

    The message never quotes the address, which may hold a password.
    """
    said = os.environ.get("PROGRAMME_SMTP_URL")
    if not said:
        return None
    try:
        return _server(urlsplit(said), sender_address())
    except ValueError as problem:
        reason = "must read like smtp://user:password@host:587"
        raise WrongSetting(f"PROGRAMME_SMTP_URL {reason}") from problem


def sender_address() -> str:
    """PROGRAMME_SMTP_FROM, else PROGRAMME_OFFICE_EMAIL; empty when neither is set."""
    names = ("PROGRAMME_SMTP_FROM", "PROGRAMME_OFFICE_EMAIL")
    return next((said for name in names if (said := os.environ.get(name, "").strip())), "")


def _server(url: SplitResult, sender: str) -> MailServer:
    if url.scheme not in _PORTS or not url.hostname or url.path not in ("", "/"):
        raise ValueError("no address of a mail server")
    _check_sender(sender)
    tls, user = url.scheme == "smtps", unquote(url.username or "")
    starttls = not tls and _starttls(url)
    if user and not (tls or starttls or _is_here(url.hostname)):
        raise WrongSetting("PROGRAMME_SMTP_URL would send a password without TLS")
    port = url.port or (_SUBMISSION if user and not tls else _PORTS[url.scheme])
    password = unquote(url.password or "")
    if not f"{user}{password}".isascii():
        raise WrongSetting("PROGRAMME_SMTP_URL: user and password can only have ASCII characters")
    return MailServer(url.hostname, port, sender, tls, starttls, user, password)


def _check_sender(sender: str) -> None:
    if not sender:
        wanted = "set PROGRAMME_SMTP_FROM or PROGRAMME_OFFICE_EMAIL"
        raise WrongSetting(f"letters need a sender: {wanted}")
    try:
        known = Address(addr_spec=sender)
    except Exception as problem:
        raise WrongSetting(f"letters cannot come from {sender!r}") from problem
    if not (known.domain and sender.isascii()):
        raise WrongSetting(f"letters cannot come from {sender!r}")


def _starttls(url: SplitResult) -> bool:
    """As the address says; where it does not, everywhere but on this machine."""
    asked = parse_qs(url.query, strict_parsing=True) if url.query else {}
    if not asked:
        return not _is_here(url.hostname or "")
    if asked not in ({"starttls": ["require"]}, {"starttls": ["never"]}):
        raise ValueError("starttls is require or never, and there is no other option")
    return asked["starttls"] == ["require"]


def _is_here(host: str) -> bool:
    """Whether the server is on this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
