"""Integrity on the page: the last result in words, what is odd, and the ways to it."""

import csv
import json
from typing import Any

import pytest
from sqlalchemy import Engine, update
from streamlit.testing.v1 import AppTest

from data_access import dataset
from data_access.connect import writing
from data_access.dataset import Odd
from data_access.exchange.format.tables import BY_NAME
from data_access.integrity import verification
from data_access.integrity.findings import Finding, Kind, Verification
from data_access.integrity.quality import Oddity, QualityFinding
from data_access.schema import metadata, organisation
from pages.data import quality_card
from programme.roles import Role
from tests.hostile.strings import STRINGS
from tests.pages.opening import everything_sent, opened
from ui.texts import LANGUAGES, plain, texts, use_language

HOSTILE = STRINGS["picture"]


def look(role: Role = Role.ADMIN, **address: str) -> AppTest:
    return opened("data", role, view="integrity", **address)


def kept(engine: Engine, *findings: Finding) -> None:
    """Keep a result with these findings as the newest one."""
    found = verification.verify(engine)
    verification.keep(
        engine, Verification(findings, found.counts, found.at, found.sealed, found.seal), "admin"
    )


def test_before_the_first_verification_the_page_says_so(demo: Engine) -> None:
    app = look()
    assert any(plain("data.never_verified") in text.value for text in app.markdown)


def test_a_verification_is_begun_here_and_told(demo: Engine) -> None:
    app = look()
    app.button(key="data_verify_now").click().run()
    if "data_verify" in app.session_state:
        app.session_state["data_verify"].wait()
        app.run()
    assert not app.exception
    assert any(plain("data.whole_note") in text.value for text in app.markdown)
    found = dataset.last_verification(demo, "admin")
    assert found
    assert found.ok


def test_what_does_not_hold_is_named(demo: Engine) -> None:
    kept(demo, Finding(Kind.AUDIT_CHANGED, "audit_log", "17", "detail"))
    app = look()
    assert any(plain("data.broken_note") in text.value for text in app.markdown)
    sent = everything_sent(app)
    assert plain("data.broken", n=1) in sent
    assert json.dumps(plain("data.finding_audit_changed")).strip('"') in sent


def odd(kind: Oddity, table: str, row: str, detail: str, region: str | None = None) -> Odd:
    return Odd(QualityFinding(kind, table, row, detail), region)


APPLICATION = odd(Oddity.APPROVED_WITHOUT_SESSION, "sparring_application", "SP-2020-001", "Otsikko")
PLACED = odd(Oddity.ORGANISATION_TWICE, "organisation", "7", "Kunta", "MK06")
ELSEWHERE = odd(Oddity.DEED_WITHOUT_ORGANISATION, "deed", "9", "Teko")


@pytest.mark.parametrize(
    ("found", "role", "address"),
    [
        (APPLICATION, Role.MANAGER, "/applications?application=SP-2020-001"),
        (APPLICATION, Role.ADMIN, ""),
        (PLACED, Role.ADMIN, "/regions?region=MK06"),
        (ELSEWHERE, Role.MANAGER, ""),
    ],
)
def test_each_finding_leads_where_the_viewer_may_go(found: Odd, role: Role, address: str) -> None:
    (_, where) = quality_card.row("0", found, role).cells
    assert where.address == address
    assert found.finding.detail in (where.text, where.note)


def test_the_choice_of_what_to_look_at_stands_in_the_address(demo: Engine) -> None:
    with writing(demo) as connection:
        one = organisation.c.organisation_id == 1
        connection.execute(update(organisation).where(one).values(name_fi="Zq Ainoa"))
    everything = look(Role.MANAGER)
    assert everything.selectbox(key="data_kind").value == ""
    app = look(Role.MANAGER, kind=Oddity.APPLICATION_WITHOUT_CONTACT)
    chosen = app.selectbox(key="data_kind").value
    assert chosen in ("", Oddity.APPLICATION_WITHOUT_CONTACT)
    app = look(Role.MANAGER, kind="nonsense")
    assert app.selectbox(key="data_kind").value == ""


def test_names_in_findings_stay_text(demo: Engine) -> None:
    with writing(demo) as connection:
        one = organisation.c.organisation_id == 1
        values: dict[str, Any] = {"name_fi": HOSTILE, "municipality_code": None}
        connection.execute(update(organisation).where(one).values(**values))
    kept(demo, Finding(Kind.REFERENCE_BROKEN, "organisation", HOSTILE, HOSTILE))
    app = look()
    assert "evil.invalid" in everything_sent(app)
    assert not [text for text in app.markdown if "evil.invalid" in text.value]


def test_the_file_of_what_is_odd_is_read_and_not_calculated() -> None:
    formula = odd(Oddity.ORGANISATION_TWICE, "organisation", "7", "=1+1", "MK06")
    past = odd(Oddity.CONTACT_PAST_RETENTION, "contact", "3", "2020-01-31")
    rows = list(
        csv.reader(
            quality_card.file([formula, past], "fi").decode("utf-8-sig").splitlines(),
            delimiter=";",
        )
    )
    assert rows[1] == [plain("data.odd_organisation_twice"), "Organisaatiot", "7", "'=1+1"]
    assert rows[2][3] == "31.1.2020"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_found_has_a_name(language: str) -> None:
    wanted = {f"data.finding_{kind}" for kind in Kind} | {f"data.odd_{kind}" for kind in Oddity}
    with use_language(language):
        assert wanted <= texts(language).forms.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_the_files_and_of_findings_has_a_name(demo: Engine, language: str) -> None:
    counted = dataset.verify(demo, "admin").counts
    named = {key for key in texts(language).forms if key.startswith("table.")}
    assert {f"table.{name}" for name in (*BY_NAME, *counted)} <= named
    assert {name.removeprefix("table.") for name in named} <= {
        t.name for t in metadata.sorted_tables
    }
