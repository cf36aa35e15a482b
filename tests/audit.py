"""Compares our pinned versions with the public database of known weaknesses: `make audit`.

One request to OSV (https://osv.dev), which PyPI's own advisories are part of; package names and
versions are all that is sent. Exit status 1 when a version has a known weakness, 0 when none has
or when the database cannot be reached, which is said in one line.
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import Request, urlopen

LOCK = Path(__file__).resolve().parents[1] / "constraints.txt"
DATABASE = "https://api.osv.dev/v1/querybatch"
PATIENCE = 20  # seconds
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)$", re.MULTILINE)

Ask = Callable[[bytes], bytes]


def ask_database(question: bytes) -> bytes:
    """The database's answer; OSError when it cannot be reached."""
    request = Request(DATABASE, question, {"Content-Type": "application/json"})
    with urlopen(request, timeout=PATIENCE) as answer:
        return bytes(answer.read())


def weaknesses(lock: str, ask: Ask) -> dict[str, list[str]]:
    """Numbers of the known weaknesses by `package version`, for each pin that has some."""
    pins = PIN.findall(lock)
    queries = [
        {"package": {"ecosystem": "PyPI", "name": name}, "version": version}
        for name, version in pins
    ]
    results = json.loads(ask(json.dumps({"queries": queries}).encode()))["results"]
    return {
        f"{name} {version}": [weakness["id"] for weakness in result["vulns"]]
        for (name, version), result in zip(pins, results, strict=True)
        if result.get("vulns")
    }


def main(ask: Ask = ask_database) -> int:
    """Say what was found; returns the exit status."""
    lock = LOCK.read_text(encoding="utf-8")
    try:
        found = weaknesses(lock, ask)
    except OSError:
        say(f"The database of known weaknesses cannot be reached from here: {DATABASE}")
        return 0
    for package, numbers in found.items():
        say(f"{package}: {', '.join(numbers)} (https://osv.dev/{numbers[0]})")
    say(f"{len(PIN.findall(lock))} packages compared, {len(found)} with known weaknesses.")
    return 1 if found else 0


def say(line: str) -> None:
    """Write a line for whoever asked."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
