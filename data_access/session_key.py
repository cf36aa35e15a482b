"""The secret that signs session cookies, and keyed hashes of what is better not kept as it is."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path

SETTING = "PROGRAMME_COOKIE_KEY"
KEY_FILE = Path("var/cookie-key")


class KeyIsASetting(Exception):
    """The key comes from PROGRAMME_COOKIE_KEY, so it can only be changed there."""


def cookie_key() -> str:
    """The key that signs session cookies: PROGRAMME_COOKIE_KEY, else one made for this place."""
    key = os.environ.get("PROGRAMME_COOKIE_KEY")
    if key:
        return key
    if not KEY_FILE.exists():
        write_secret(KEY_FILE, _new_key())
    return KEY_FILE.read_text(encoding="ascii").strip()


def rotate() -> None:
    """Put a new key in the place of the old one; cookies signed with that are worth nothing.

    Raises KeyIsASetting where the key does not come from the file.
    """
    if os.environ.get(SETTING):
        raise KeyIsASetting(SETTING)
    fresh = KEY_FILE.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    write_secret(fresh, _new_key())
    fresh.replace(KEY_FILE)


def keyed(text: str) -> str:
    """A hash of `text` that nobody without the key can make or try out: 64 hex digits."""
    return hmac.new(cookie_key().encode(), text.encode(), hashlib.sha256).hexdigest()


def write_secret(path: Path, secret: str) -> None:
    """Create `path` readable by its owner only; whoever comes second keeps the first one's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret)


def _new_key() -> str:
    return secrets.token_urlsafe(48)
