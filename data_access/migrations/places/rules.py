"""The views with the region of 2021 and the wellbeing services county of each row.

Both are told by the organisation's municipality. The municipality itself stays out of the views of
applications: it would tell the steering group who has applied.
"""

from collections.abc import Iterator

from data_access.migrations.baseline.rules import VIEWS as FORMER
from data_access.migrations.statements import run

#: County → the codes of its municipalities, where a region has several counties.
OF_UUSIMAA = {
    "Helsinki": ("091",),
    "Itä-Uusimaa": ("018", "407", "434", "504", "616", "638", "753"),
    "Keski-Uusimaa": ("106", "186", "505", "543", "611", "858"),
    "Länsi-Uusimaa": ("049", "078", "149", "224", "235", "257", "444", "710", "755", "927"),
    "Vantaa ja Kerava": ("092", "245"),
}

#: Region of 2021 → its county, where it has one; of Uusimaa it is said that it is not known.
OF_REGION = {
    "MK01": "MK01?",
    "MK02": "Varsinais-Suomi",
    "MK04": "Satakunta",
    "MK05": "Kanta-Häme",
    "MK06": "Pirkanmaa",
    "MK07": "Päijät-Häme",
    "MK08": "Kymenlaakso",
    "MK09": "Etelä-Karjala",
    "MK10": "Etelä-Savo",
    "MK11": "Pohjois-Savo",
    "MK12": "Pohjois-Karjala",
    "MK13": "Keski-Suomi",
    "MK14": "Etelä-Pohjanmaa",
    "MK15": "Pohjanmaa",
    "MK16": "Keski-Pohjanmaa",
    "MK17": "Pohjois-Pohjanmaa",
    "MK18": "Kainuu",
    "MK19": "Lappi",
    "MK21": "Ahvenanmaa",
}

#: Not joined: SQLite would look for the municipality of each row even where nobody asks for it.
_REGION_2021 = (
    "COALESCE((SELECT m.region_code_2021 FROM municipality m "
    "WHERE m.municipality_code = o.municipality_code), o.region_code)"
)


def _county() -> str:
    of_uusimaa = " ".join(
        f"WHEN o.municipality_code IN ({', '.join(map(repr, codes))}) THEN '{county}'"
        for county, codes in OF_UUSIMAA.items()
    )
    of_region = " ".join(f"WHEN '{code}' THEN '{county}'" for code, county in OF_REGION.items())
    return f"CASE {of_uusimaa} ELSE CASE {_REGION_2021} {of_region} END END"


_PLACE = f"{_REGION_2021} AS region_code_2021, {_county()} AS county"
VIEWS = {
    "participation_fact": f"""
        SELECT p.activity_id, p.organisation_id, o.region_code, o.organisation_type,
               a.service_type, a.starts_on, p.staff_group, p.participant_count,
               a.service_type IN ('sparring', 'internal_developer_training', 'workshop', 'network')
                 AS is_long_service, {_PLACE}
          FROM participation p
          JOIN activity a ON a.activity_id = p.activity_id
          JOIN organisation o ON o.organisation_id = p.organisation_id
         WHERE a.status IN ('running', 'completed') AND a.service_type <> 'visit'
    """,
    "application_fact": f"""
        SELECT a.round_code, o.region_code, a.theme, a.sector, a.status, a.days_requested,
               a.days_granted, a.submitted_at, a.decided_at, a.closed_at,
               CASE WHEN a.status = 'rejected' THEN 'rejected'
                    WHEN a.decided_at IS NOT NULL THEN 'approved' END AS outcome, {_PLACE}
          FROM sparring_application a
          JOIN organisation o ON o.organisation_id = a.organisation_id
         WHERE a.status <> 'draft'
    """,
    "applicant_fact": f"""
        SELECT MIN(a.application_id) OVER (PARTITION BY a.organisation_id) AS applicant_key,
               o.region_code, a.status, a.submitted_at, a.decided_at, a.days_granted, {_PLACE}
          FROM sparring_application a
          JOIN organisation o ON o.organisation_id = a.organisation_id
         WHERE a.status <> 'draft'
    """,
}


def place_rows(dialect: str) -> None:
    """Put the views in the place of the former ones."""
    run(_replaced(VIEWS, dialect))


def leave_places(dialect: str) -> None:
    """Put the former views back."""
    run(_replaced({name: FORMER[name] for name in VIEWS}, dialect))


def _replaced(views: dict[str, str], dialect: str) -> Iterator[str]:
    for name, query in views.items():
        yield f"DROP VIEW {name}"
        yield f"CREATE VIEW {name} AS {query}"
        if dialect == "postgresql":
            yield f"GRANT SELECT ON {name} TO kunteko_steering"
