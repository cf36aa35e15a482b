"""Loading on the page: seen before it is done, done whole or not at all, and told in words."""

import csv

import pytest
from sqlalchemy import Engine, func, select, update
from streamlit.testing.v1 import AppTest

from data_access import accounts, administration, dataset
from data_access.access_log import COMMAND_LINE
from data_access.connect import DatabaseUnavailable, Trouble, reading, writing
from data_access.exchange.problems import Rule
from data_access.log_search import AccessSearch
from data_access.schema import audit_log, organisation
from pages.data import problem_table, steps
from programme.roles import Right, Role, may
from tests.hostile.strings import STRINGS
from tests.pages.opening import everything_sent, opened
from ui.sign_in import SESSION, new_session
from ui.texts import LANGUAGES, LOCALES, plain, texts

PAGE = str(LOCALES.parent / "pages/data/page.py")
KEEPERS = [role for role in Role if may(role, Right.KEEP_DATA)]
OTHERS = [role for role in Role if not may(role, Right.KEEP_DATA)]
NEW_NAME = "Uusi Kaislaranta"


def organisations(*rows: str) -> tuple[str, bytes, str]:
    """A file of organisations, as the browser sends it."""
    lines = ["organisation_id;name_fi;organisation_type", *rows]
    return ("organisation.csv", "\r\n".join([*lines, ""]).encode(), "text/csv")


RENAMED = organisations(f"1;{NEW_NAME};municipality")
BROKEN = organisations("1;;kaupunki", "x;Toinen;municipality")


def chosen(*files: tuple[str, bytes, str], role: Role = Role.ADMIN) -> AppTest:
    """The page once these files have been uploaded."""
    app = opened("data", role)
    app.file_uploader(key="data_files_0").set_value(list(files)).run()
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def finished(app: AppTest) -> AppTest:
    """The page once the work that goes on has ended, well or not."""
    step = app.session_state["data_load"]
    work = step.loading or step.checking
    if work is not None:
        work.wait()
    app.run()
    assert not app.exception
    return app


def checked(*files: tuple[str, bytes, str], role: Role = Role.ADMIN) -> AppTest:
    return finished(press(chosen(*files, role=role), "data_check"))


def keys(app: AppTest) -> set[str | None]:
    return {button.key for button in app.button}


def name_of_the_first(engine: Engine) -> str:
    with reading(engine) as connection:
        return str(
            connection.execute(
                select(organisation.c.name_fi).where(organisation.c.organisation_id == 1)
            ).scalar_one()
        )


def rename_the_first(engine: Engine, name: str) -> None:
    with writing(engine) as connection:
        one = organisation.c.organisation_id == 1
        connection.execute(update(organisation).where(one).values(name_fi=name))


def audited(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(audit_log)).scalar_one())


def loads(engine: Engine) -> list[tuple[str, str | None]]:
    wanted = AccessSearch(action="loaded")
    lines = administration.access_lines(engine, COMMAND_LINE, wanted).lines
    return [(line.username, line.subject) for line in lines]


@pytest.mark.parametrize("role", KEEPERS)
def test_a_changed_name_is_shown_before_it_is_loaded(demo: Engine, role: Role) -> None:
    before = name_of_the_first(demo)
    app = checked(RENAMED, role=role)
    sent = everything_sent(app)
    assert plain("data.n_changed", n=1) in sent
    assert plain("data.n_new", n=0) in sent
    assert "organisation" in sent
    assert (name_of_the_first(demo), loads(demo)) == (before, [])

    app = finished(press(app, "data_load_now"))
    assert name_of_the_first(demo) == NEW_NAME
    assert loads(demo) == [(role.value, "0 new, 1 changed")]
    assert any(
        plain("data.done_changed", n=1) in text.value
        for text in app.markdown
        if "check_circle" in text.value
    )
    assert "data_check" in keys(app)


def test_what_the_database_has_already_offers_no_button(demo: Engine) -> None:
    app = checked(organisations(f"1;{name_of_the_first(demo)};municipality"))
    assert plain("data.plan_nothing") in everything_sent(app)
    assert "data_load_now" not in keys(app)


def test_without_a_file_there_is_nothing_to_check(demo: Engine) -> None:
    assert opened("data", Role.ADMIN).button(key="data_check").disabled


def test_a_file_with_faults_offers_no_button_and_writes_nothing(demo: Engine) -> None:
    before = audited(demo)
    app = checked(BROKEN)
    assert "data_load_now" not in keys(app)
    assert [error.value for error in app.error] == [plain("data.problems", n=3)]
    sent = everything_sent(app)
    for rule in (Rule.VALUE_MISSING, Rule.NOT_ALLOWED, Rule.NOT_INTEGER):
        assert _as_json(plain(f"data.wrong_{rule}")) in sent
    assert (audited(demo), loads(demo)) == (before, [])
    assert "data_files_1" in {
        uploader.key for uploader in press(app, "data_start_over").file_uploader
    }


def _as_json(text: str) -> str:
    return "".join(c if ord(c) < 128 else f"\\u{ord(c):04x}" for c in text)


def test_a_value_of_an_unknown_index_is_told_with_its_table(demo: Engine) -> None:
    lines = "Indeksin tunnus;Vuosi;Maakunta;Arvo\r\nelinvoima;2019;MK01;52,25\r\n"
    app = checked(("context_value.csv", lines.encode(), "text/csv"))
    told = plain(
        "data.told_of_row", first="index_code", second="year", table=plain("table.context_index")
    )
    assert _as_json(told) in everything_sent(app)
    assert "data_load_now" not in keys(app)


def test_a_load_that_is_pressed_past_its_faults_does_nothing(demo: Engine) -> None:
    """The button is only a guard of the browser."""
    app = checked(BROKEN)
    found = app.session_state["data_load"].checked
    assert dataset.load(demo, "admin", found) is not None
    assert loads(demo) == []


def test_only_some_faults_are_on_the_screen_and_all_in_the_file(demo: Engine) -> None:
    rows = [f"{1000 + n};Kunta {n};kaupunki" for n in range(problem_table.SHOWN + 50)]
    app = checked(organisations(*rows))
    sent = everything_sent(app)
    assert '"Kunta' not in sent
    assert plain("data.problems_first", shown=problem_table.SHOWN) in sent
    found = app.session_state["data_load"].checked
    lines = list(
        csv.reader(
            problem_table.report(found, "fi").decode("utf-8-sig").splitlines(), delimiter=";"
        )
    )
    assert len(lines) == 1 + len(rows)
    assert lines[1][:4] == ["organisation.csv", "2", "organisation_type", "kaupunki"]
    assert lines[1][4] == plain("data.wrong_not_allowed")
    assert "municipality" in lines[1][5]


@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS)
def test_values_of_a_file_stay_text(empty: Engine, text: str) -> None:
    """They go to a component that writes text, never to Markdown."""
    cell = '"' + text.replace('"', '""').replace("\r", " ") + '"'
    app = checked(organisations(f"{cell};{cell};{cell}"), role=Role.ADMIN)
    assert app.session_state["data_load"].checked.problems
    spoken = [element.value for element in (*app.markdown, *app.error, *app.warning)]
    assert not [each for each in spoken if "evil.invalid" in each or "pwned" in each]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "![x](http://evil.invalid/x).csv", ".csv", "~$x.csv"]
)
def test_names_of_files_lead_nowhere(empty: Engine, name: str) -> None:
    app = checked((name, b"a;b\r\n1;2\r\n", "text/csv"))
    found = app.session_state["data_load"]
    assert [problem.rule for problem in found.checked.problems] == [Rule.TABLE_UNKNOWN]
    assert not any(sign in "".join(found.names) for sign in "/\\![]:")


def test_a_file_that_comes_twice_is_told(empty: Engine) -> None:
    app = checked(RENAMED, RENAMED)
    rules = [each.rule for each in app.session_state["data_load"].checked.problems]
    assert Rule.TABLE_TWICE in rules


def test_news_keep_the_files_and_what_they_would_do(demo: Engine) -> None:
    app = checked(RENAMED)
    rename_the_first(demo, "Muualla muutettu")
    assert "data_load_now" in keys(app.run())
    app.query_params["view"] = "export"
    app.run()
    app.query_params["view"] = "load"
    assert "data_load_now" in keys(app.run())


def test_a_load_that_comes_too_late_writes_nothing_and_says_so(demo: Engine) -> None:
    """Somebody changed the same row since: nobody has agreed to write over that."""
    app = checked(RENAMED)
    rename_the_first(demo, "Muualla muutettu")
    app = finished(press(app, "data_load_now"))
    assert [warning.value for warning in app.warning] == [plain("data.overtaken")]
    assert (name_of_the_first(demo), loads(demo)) == ("Muualla muutettu", [])
    finished(press(app, "data_load_now"))
    assert name_of_the_first(demo) == NEW_NAME


def test_another_change_does_not_hold_the_load_up(demo: Engine) -> None:
    app = checked(RENAMED)
    with writing(demo) as connection:
        two = organisation.c.organisation_id == 2
        connection.execute(update(organisation).where(two).values(employee_count=1234))
    finished(press(app, "data_load_now"))
    assert name_of_the_first(demo) == NEW_NAME


@pytest.mark.parametrize("work", ["check", "load"])
def test_a_database_that_is_away_is_told_and_the_files_stay(
    demo: Engine, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    app = chosen(RENAMED) if work == "check" else checked(RENAMED)

    def away(*_: object, **__: object) -> None:
        raise DatabaseUnavailable(Trouble.BUSY)

    monkeypatch.setattr(dataset, work, away)
    app = finished(press(app, "data_check" if work == "check" else "data_load_now"))
    consequence = "data.not_checked" if work == "check" else "data.not_loaded"
    assert [error.value for error in app.error] == [
        f"{plain('error.database_busy')} {plain(consequence)}"
    ]
    assert ("data_load_now" in keys(app)) == (work == "load")


@pytest.mark.parametrize("role", OTHERS)
def test_the_page_itself_keeps_its_door(demo: Engine, role: Role) -> None:
    """Opened past app.py, as somebody who does not keep the data."""
    app = AppTest.from_file(PAGE, default_timeout=30)
    app.session_state[SESSION] = new_session(role.value)
    app.run()
    assert [title.value for title in app.title] == [plain("error.no_access_title")]
    assert not app.file_uploader


def test_the_page_itself_shows_nothing_without_a_session(demo: Engine) -> None:
    app = AppTest.from_file(PAGE, default_timeout=30).run()
    assert not app.file_uploader
    assert not app.button


def test_a_load_of_somebody_whose_role_has_changed_is_refused(demo: Engine) -> None:
    app = checked(RENAMED, role=Role.MANAGER)
    accounts.change(demo, "admin", "manager", role=Role.OFFICER)
    with pytest.raises(accounts.Refused):
        dataset.load(demo, "manager", app.session_state["data_load"].checked)
    assert loads(demo) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_words(language: str) -> None:
    wanted = {f"data.{part}_{rule}" for rule in Rule for part in ("wrong", "right")}
    assert wanted <= texts(language).forms.keys()


def test_the_total_of_nothing_is_nothing() -> None:
    assert steps.total(None) == (0, 0, 0, 0)
