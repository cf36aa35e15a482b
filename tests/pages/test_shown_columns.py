"""The list of shown columns is true: what stands in it is shown, and nothing else is."""

from sqlalchemy import Column, Engine, func, select, update

from data_access.access_log import record
from data_access.connect import reading, writing
from data_access.schema import contact, organisation, sparring_application
from programme.lifecycle import Status
from programme.roles import Role
from tests.hostile.columns import NOT_SHOWN, SHOWN, text_columns
from tests.pages.opening import everything_sent, opened
from ui import registry

#: Columns that no screen shows, and that a test can write into.
MARKED = {
    name: f"Zq{place:02}Zq"
    for place, name in enumerate(
        (
            "campaign.name_fi",
            "contact.full_name",
            "contact.phone",
            "document.title",
            "expert.name",
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
    one = organisation.c.organisation_id == 1
    with writing(demo) as connection:
        connection.execute(update(organisation).where(one).values(business_id="1234567-1"))
    sent = _sent(demo)
    assert [name for name, mark in MARKED.items() if mark in sent] == []
    assert [name for name in SHOWN if not _occurs(demo, text_columns()[name], sent)] == []


def _fill(engine: Engine, column: Column, text: str) -> None:
    with writing(engine) as connection:
        filled = connection.execute(update(column.table).values({column: text})).rowcount
    assert filled


def _occurs(engine: Engine, column: Column, sent: str) -> bool:
    with reading(engine) as connection:
        values = connection.execute(select(column).where(column.is_not(None))).scalars()
        return any(_words(value) in sent for value in values)


def _words(value: object) -> str:
    """A value as it stands on the screen; the audit shows rows column by column."""
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
    looks += [opened("applications", Role.MANAGER, application=no) for no in _one_of_each(engine)]
    looks.append(opened("regions", Role.MANAGER, region="MK01"))
    looks.append(opened("administration", Role.ADMIN, view="access"))
    looks += [
        opened("data", role, view=view)
        for role in (Role.MANAGER, Role.ADMIN)
        for view in ("export", "integrity")
    ]
    looks += [
        opened("administration", Role.ADMIN, view="audit", table=table)
        for table in ("organisation", "activity", "deed", "app_user")
    ]
    return "\n".join(map(everything_sent, looks))


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
