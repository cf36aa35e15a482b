"""The comparison with the database of known weaknesses, without asking it."""

import json
from urllib.error import URLError

import pytest

from tests.audit import LOCK, PIN, Ask, main, weaknesses


def database(known: dict[str, list[str]], asked: list[bytes]) -> Ask:
    """A database that knows these weaknesses by package name."""

    def answer(question: bytes) -> bytes:
        asked.append(question)
        names = [query["package"]["name"] for query in json.loads(question)["queries"]]
        results = [{"vulns": [{"id": n} for n in known[m]]} if m in known else {} for m in names]
        return json.dumps({"results": results}).encode()

    return answer


def test_a_weakness_is_named_with_its_package() -> None:
    lock = "# comment\nidna==3.20\nstarlette==1.10.0\n"
    asked: list[bytes] = []
    found = weaknesses(lock, database({"idna": ["A-1", "B-2"]}, asked))
    assert found == {"idna 3.20": ["A-1", "B-2"]}
    assert json.loads(asked[0])["queries"][1] == {
        "package": {"ecosystem": "PyPI", "name": "starlette"},
        "version": "1.10.0",
    }


def test_every_pin_of_the_lock_is_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[bytes] = []
    assert main(database({}, asked)) == 0
    lines = [line for line in LOCK.read_text(encoding="utf-8").splitlines() if "==" in line]
    assert len(json.loads(asked[0])["queries"]) == len(lines) == len(PIN.findall("\n".join(lines)))
    assert capsys.readouterr().out == f"{len(lines)} packages compared, 0 with known weaknesses.\n"


def test_a_known_weakness_fails_the_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(database({"streamlit": ["GHSA-x"]}, [])) == 1
    assert "streamlit 1.67.0: GHSA-x (https://osv.dev/GHSA-x)" in capsys.readouterr().out


def test_a_database_out_of_reach_is_said_and_fails_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def away(_question: bytes) -> bytes:
        raise URLError("no route")

    assert main(away) == 0
    assert capsys.readouterr().out.startswith("The database of known weaknesses cannot be reached")
