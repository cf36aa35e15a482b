"""`load --form`: a form tool's growing export ends as submitted applications of an open round."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from data_access.__main__ import main
from data_access.connect import reading
from data_access.demo.forms import form_mappings
from data_access.exchange.forms.mapping import parse
from data_access.integrity.verification import verify
from data_access.schema import application_event, contact, sparring_application
from tests.data_access.standing import standing

SAMPLE = Path(__file__).parent / "samples" / "sparraushakemus.csv"
FORM = "Sparraushakemus (esimerkki)"
PERSONAL = "Yhteyshenkilön nimi"

Run = Callable[..., tuple[int, str, str]]


def export(folder: Path, *more: dict[str, str], encoding: str = "cp1252") -> Path:
    """The sample as the form tool writes it, with further answers that are like its last one."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    path = folder / "Sparraushakemus 25.11.2020.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows([*rows, *({**rows[-1], **change} for change in more)])
    return path


@pytest.fixture
def run(
    demo_engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """`load … --form` of the demo's form on the demo: status, output and complaints."""
    url = demo_engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PROGRAMME_DATABASE_URL", url)

    def load(path: Path, *options: str, form: str = FORM) -> tuple[int, str, str]:
        demo_engine.dispose()
        status = main(["load", str(path), "--form", form, *options])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return load


def stands(engine: Engine) -> dict[str, str]:
    """All that stands in the database."""
    engine.dispose()
    return standing(engine.url.render_as_string(hide_password=False))


def applied(engine: Engine) -> list[tuple[Any, ...]]:
    """Number, round, status, days and title of the applications that came from the form."""
    columns = sparring_application.c
    query = (
        select(
            columns.application_no,
            columns.round_code,
            columns.status,
            columns.days_requested,
            columns.title,
        )
        .where(columns.application_no.like("SP-2020-9%"))
        .order_by(columns.application_no)
    )
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(query).all()]


SENT = [
    ("SP-2020-901", "2020-2", "submitted", 2, "Työvuorot yhdessä"),
    ("SP-2020-902", "2020-2", "submitted", 1, "Asiakkaan polku yhdeksi"),
]


def test_answers_become_submitted_applications(
    run: Run, demo_engine: Engine, tmp_path: Path
) -> None:
    status, output, complaints = run(export(tmp_path))
    assert (status, complaints) == (0, "")
    assert output.split() == [
        *("sparring_application", "2", "new,", "0", "changed,", "0", "unchanged", "loaded")
    ]
    assert applied(demo_engine) == SENT
    assert verify(demo_engine).findings == ()
    query = select(application_event.c.actor, application_event.c.to_status).join(
        sparring_application
    )
    with reading(demo_engine) as connection:
        came = query.where(sparring_application.c.application_no == "SP-2020-901")
        assert [tuple(row) for row in connection.execute(came)] == [("officer", "submitted")]


def test_nothing_is_kept_of_people_that_nobody_mapped(
    run: Run, demo_engine: Engine, tmp_path: Path
) -> None:
    with reading(demo_engine) as connection:
        before = connection.execute(select(contact)).all()
    assert run(export(tmp_path))[0] == 0
    with reading(demo_engine) as connection:
        assert connection.execute(select(contact)).all() == before
        asked = select(sparring_application).where(
            sparring_application.c.application_no.like("SP-2020-9%")
        )
        rows = connection.execute(asked).mappings().all()
    assert [row["contact_id"] for row in rows] == [None, None]
    assert not any("Esimerkki" in str(value) for row in rows for value in row.values())


def test_the_grown_export_brings_only_what_is_new(
    run: Run, demo_engine: Engine, tmp_path: Path
) -> None:
    assert run(export(tmp_path))[0] == 0
    more = {"Vastausnumero": "903", "Organisaation nimi": "Rantaharjun kunta"}
    more["Hakemuksen otsikko"] = "Kolmas"
    status, output, _ = run(export(tmp_path, more))
    assert (status, output.split()[1:3]) == (0, ["1", "new,"])
    assert applied(demo_engine) == [*SENT, ("SP-2020-903", "2020-2", "submitted", 1, "Kolmas")]


def test_the_same_export_again_changes_nothing(
    run: Run, demo_engine: Engine, tmp_path: Path
) -> None:
    path = export(tmp_path)
    assert run(path)[0] == 0
    before = stands(demo_engine)
    status, output, _ = run(path)
    assert (status, output.splitlines()[-1]) == (0, "the database has all of this already")
    assert stands(demo_engine) == before


def test_a_dry_run_only_tells(run: Run, demo_engine: Engine, tmp_path: Path) -> None:
    before = stands(demo_engine)
    status, output, _ = run(export(tmp_path), "--dry-run")
    assert (status, output.splitlines()[-1]) == (0, "nothing was written: this was a dry run")
    assert "2 new, 0 changed" in output
    assert stands(demo_engine) == before


BROKEN = {
    "an answer after the round": (
        {"Lähetetty": "24.12.2020 9.00"},
        "row 4, column Lähetetty: the round was not open",
    ),
    "more days than the round gives": (
        {"Montako päivää haetaan?": "Kolme päivää"},
        "row 4, column Montako päivää haetaan?: too many days",
    ),
    "an answer with other words": (
        {"Teema": "Jokin muu"},
        'row 4, column Teema: not an allowed value: "Jokin muu"',
    ),
    "an applicant that nobody knows": (
        {"Organisaation nimi": "Olematon kunta"},
        "row 4, column Organisaation nimi: no organisation is called that",
    ),
    "a time that is none": ({"Lähetetty": "eilen"}, "row 4, column Lähetetty: not a moment"),
    "a number twice": ({"Vastausnumero": "901"}, "row 4, column application_no: the row comes"),
    "no promise": (
        {"Vakuutamme, ettei työ johda irtisanomisiin": ""},
        "row 4, column Vakuutamme, ettei työ johda irtisanomisiin: the values of the row do not",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_answers_are_refused_and_reported(
    run: Run, demo_engine: Engine, tmp_path: Path, case: str
) -> None:
    change, where = BROKEN[case]
    sound = {"Vastausnumero": "903", "Organisaation nimi": "Rantaharjun kunta"}
    before = stands(demo_engine)
    path, report = export(tmp_path, {**sound, **change}), tmp_path / "report.csv"
    status, output, complaints = run(path, "--report", str(report))
    assert (status, output) == (1, "")
    assert f"{path.name}, {where}" in complaints
    assert report.read_text(encoding="utf-8-sig").splitlines()[1].startswith(f"{path.name};4;")
    assert stands(demo_engine) == before


@pytest.mark.parametrize("form", ["toinen", ""])
def test_a_form_that_nobody_saved(run: Run, tmp_path: Path, form: str) -> None:
    status, output, complaints = run(export(tmp_path), form=form)
    assert (status, output) == (1, "")
    assert complaints.startswith(
        f"error: not loaded: no form is called {form!r}; there are: {FORM}"
    )


def test_the_mapping_of_the_demo_knows_each_answer() -> None:
    (form,) = form_mappings()
    mapping = parse(form["mapping"])
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        headings = next(csv.reader(file, delimiter=";"))
    assert set(mapping.headings()) < set(headings)
    assert PERSONAL in set(headings) - set(mapping.headings())


def test_the_mapping_of_the_documentation_can_be_saved() -> None:
    text = (Path(__file__).parents[3] / "docs" / "exchange.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    mapping = parse(json.loads(block))
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        assert set(mapping.headings()) < set(next(csv.reader(file, delimiter=";")))
