"""What the command line prints: one place, where texts lose their power over a terminal."""

import json
import re
import sys
from typing import Any

# Control characters move the cursor, rename the window or forge a line; directions turn one around.
_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def say(text: str) -> None:
    """Print one line to stdout."""
    print(printable(text))


def say_json(values: Any) -> None:
    """Print the values to stdout as JSON over several lines."""
    for line in json.dumps(values, ensure_ascii=False, indent=2).split("\n"):
        say(line)


def complain(text: str) -> None:
    """Print one line to stderr."""
    print(printable(text), file=sys.stderr)


def printable(text: str) -> str:
    """The text with commands to a terminal written out as `\\u001b`, which JSON reads back."""
    return _COMMANDS.sub(lambda hit: f"\\u{ord(hit[0]):04x}", text)
