"""The list of shown columns is true: what stands in it is shown, and nothing else is."""

import json

from sqlalchemy import Column, Engine, func, insert, select, update
from streamlit.testing.v1 import AppTest

from data_access.access_log import record
from data_access.clock import clock
from data_access.comments import comment
from data_access.connect import reading, writing
from data_access.decisions import Command, decide
from data_access.proposals import Proposal, propose
from data_access.schema import (
    contact,
    context_index,
    letter,
    letter_template,
    organisation,
    sparring_application,
)
from programme.lifecycle import Action, Status
from programme.roles import Role
from tests.hostile.columns import NOT_SHOWN, SHOWN, text_columns
from tests.pages.opening import everything_sent, opened
from ui import registry
from ui.escape import paragraphs

#: Columns that no screen shows, and that a test can write into.
MARKED = {
    name: f"Zq{place:02}Zq"
    for place, name in enumerate(
        (
            "contact.full_name",
            "contact.phone",
            "document.title",
            "funding_period.eura_project_code",
            "governance_group.name_en",
            "governance_group.name_fi",
            "governance_group.name_sv",
            "municipality.name_fi",
            "municipality.name_sv",
            "newsletter.subject",
            "objective.name_en",
            "objective.name_fi",
            "objective.name_sv",
            "published_figure.source",
            "recommendation.text_fi",
            "stakeholder_name.name",
            "survey.name_fi",
        )
    )
}

#: Whole rows, of which the audit shows the columns that changed: looked for by these.
AUDITED_ROWS = {"audit_log.before", "audit_log.after"}
#: The application that a visitor of the queue sees first.
FIRST = "SP-2020-037"
BUSINESS_IDS = ("1234567-1", "7654321-7")


def test_every_text_column_is_in_one_of_the_lists() -> None:
    assert not set(SHOWN) & NOT_SHOWN
    assert set(SHOWN) | NOT_SHOWN == set(text_columns())


def test_the_screens_show_the_columns_of_the_list_and_no_other(demo: Engine) -> None:
    assert set(MARKED) <= NOT_SHOWN
    with writing(demo) as connection:
        connection.execute(update(contact).values(erased_at=None))
        record(connection, "admin", "user_changed", "officer")
    for name, mark in MARKED.items():
        _fill(demo, text_columns()[name], mark)
    for business_id in BUSINESS_IDS:
        _rename(demo, business_id)
    _write_letters(demo)
    _judge(demo)
    _lay_beside(demo)
    sent = _sent(demo)
    assert [name for name, mark in MARKED.items() if mark in sent] == []
    # As the browser gets the cells of a table: in JSON.
    assert json.dumps(" → ".join(BUSINESS_IDS)).strip('"') in sent
    shown = [name for name in SHOWN if name not in AUDITED_ROWS]
    assert [name for name in shown if not _occurs(demo, text_columns()[name], sent)] == []


def _rename(engine: Engine, business_id: str) -> None:
    """Change an organisation, for the audit to have a row before and after."""
    one = organisation.c.organisation_id == 1
    with writing(engine) as connection:
        connection.execute(update(organisation).where(one).values(business_id=business_id))


def _write_letters(engine: Engine) -> None:
    """A letter that has failed, and a text of the office's own."""
    key = "33333333-3333-3333-3333-333333333333"
    words = "Tarve on selvä ja osallistujat mukana."
    command = Command("SP-2020-044", Action.WAITLIST, "officer", 1, key, words)
    assert decide(engine, command, clock(engine)).saved
    failed = {"status": "failed", "failure": "550 No such user"}
    own = {"template": "approved", "language": "fi", "subject": "Oma", "body": "Oma teksti"}
    with writing(engine) as connection:
        connection.execute(update(letter).where(letter.c.status == "waiting").values(**failed))
        at = clock(engine).now()
        connection.execute(
            insert(letter_template).values(**own, changed_by="officer", changed_at=at)
        )


def _judge(engine: Engine) -> None:
    """A comment and a proposal on the first application."""
    at, words = clock(engine), "Tarve on selvä ja osallistujat mukana."
    assert comment(engine, FIRST, "Soitettu kuntaan.", "officer", "a comment", at).saved
    proposed = Proposal(FIRST, 1, Status.APPROVED, 1, None, words, "officer", "a proposal")
    assert propose(engine, proposed, at).saved


def _lay_beside(engine: Engine) -> None:
    """An index of others that nobody has given values yet."""
    named = {f"name_{language}": f"Indeksi {language}" for language in ("fi", "sv", "en")}
    row = {"index_code": "no_values_yet", "year": 2019, "source": "Esimerkkilähde", **named}
    with writing(engine) as connection:
        connection.execute(insert(context_index).values(row))


def _fill(engine: Engine, column: Column, text: str) -> None:
    with writing(engine) as connection:
        filled = connection.execute(update(column.table).values({column: text})).rowcount
    assert filled


def _occurs(engine: Engine, column: Column, sent: str) -> bool:
    with reading(engine) as connection:
        values = connection.execute(select(column).where(column.is_not(None))).scalars()
        return any(
            told in sent for value in map(_words, values) for told in (value, paragraphs(value))
        )


def _words(value: object) -> str:
    """A value as it stands on the screen; the history of a deed tells texts one by one."""
    return str(next(iter(value.values()))) if isinstance(value, dict) else str(value)


def _sent(engine: Engine) -> str:
    """What every page sends to the steering group, to who decides and to who looks after users."""
    looks = [
        opened(page.key, role)
        for role in (Role.STEERING, Role.MANAGER, Role.ADMIN)
        for page in registry.pages_for(role)
    ]
    looks += [opened("regions", Role.STEERING, lang=language) for language in ("sv", "en")]
    looks += [opened("meeting", Role.STEERING, view=view) for view in ("round", "regions")]
    looks += [_at_section("history", number) for number in _one_of_each(engine)]
    looks += [_at_section(section, FIRST) for section in ("precedents", "comments", "whole")]
    failed = str(_failed_letter(engine))
    looks.append(opened("letters", Role.OFFICER, state="failed", letter=failed))
    looks.append(opened("letters", Role.OFFICER, view="texts"))
    looks.append(opened("regions", Role.MANAGER, region="MK01"))
    looks += [opened("deeds", Role.MANAGER, lang=language) for language in ("sv", "en")]
    looks.append(opened("deeds", Role.MANAGER, submission="TT-2020-003"))
    looks.append(opened("services", Role.MANAGER, enrolment="IL-2020-002"))
    looks.append(opened("administration", Role.ADMIN, view="access"))
    looks += [
        opened("data", role, view=view)
        for role in (Role.MANAGER, Role.ADMIN)
        for view in ("export", "integrity")
    ]
    looks.append(opened("data", Role.ADMIN, view="integrity", kind="index_without_values"))
    looks += [
        opened("administration", Role.ADMIN, view="audit", table=table)
        for table in ("organisation", "activity", "deed", "app_user")
    ]
    return "\n".join(map(everything_sent, looks))


def _at_section(name: str, number: str) -> AppTest:
    app = opened("applications", Role.MANAGER, application=number)
    return app.button_group(key="application_section").set_value(name).run()


def _failed_letter(engine: Engine) -> int:
    with reading(engine) as connection:
        query = select(letter.c.letter_id).where(letter.c.status == "failed")
        return connection.execute(query).scalar_one()


def _one_of_each(engine: Engine) -> list[str]:
    """An application in each state that the demo has."""
    column = sparring_application.c
    with reading(engine) as connection:
        rows = connection.execute(
            select(func.min(column.application_no))
            .where(column.status != Status.DRAFT)
            .group_by(column.status)
        )
        return list(rows.scalars())
