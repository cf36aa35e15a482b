"""What surrounds the programme's work: aims, figures, groups, related training, newsletters.

Each function returns the rows of one table as dictionaries by column.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from data_access.demo.arithmetic import dates
from data_access.demo.content import rows
from programme.codes import Comparator
from programme.published import FIGURES

Row = dict[str, Any]

# --- aims and figures --------------------------------------------------------------------------


def indicator_targets() -> list[Row]:
    """The office's own target: a decision within 15 working days. No target was published."""
    return [
        {
            "indicator_code": code,
            "comparator": Comparator.AT_MOST,
            "target_value": Decimal(15),
            "basis": "office",
        }
        for code in ("processing_days_median", "oldest_pending_days")
    ]


def published_figures() -> list[Row]:
    """The published figures of the programme."""
    return [
        {
            "figure_code": figure.code,
            "indicator_code": figure.indicator,
            "period_code": figure.period,
            "as_of": figure.as_of,
            "comparator": figure.comparator,
            "published_value": figure.value,
            "tolerance": None if figure.tolerance is None else Decimal(str(figure.tolerance)),
            "unit": figure.unit,
            "source": figure.source,
        }
        for figure in FIGURES
    ]


_OBJECTIVES = (
    (
        "Tehdä kehittämistyö näkyväksi",
        "Synliggöra utvecklingsarbetet",
        "Make development work visible",
    ),
    (
        "Levittää toimivia käytäntöjä ja ratkaisuja",
        "Sprida fungerande praxis och lösningar",
        "Spread effective practices and solutions",
    ),
    (
        "Innostaa ja parantaa kehittämisosaamista",
        "Inspirera och förbättra utvecklingskompetensen",
        "Inspire and improve development skills",
    ),
    (
        "Käynnistää uutta kehittämistä",
        "Starta nytt utvecklingsarbete",
        "Start new development work",
    ),
    (
        "Syventää oppimista kentältä nousevista teemoista",
        "Fördjupa lärandet kring teman från fältet",
        "Deepen learning on themes from the field",
    ),
    (
        "Tuottaa läpimurtoinnovaatioita",
        "Skapa banbrytande innovationer",
        "Produce breakthrough innovations",
    ),
)


def objectives() -> list[Row]:
    """The programme's six objectives."""
    return [
        {"objective_no": number, "name_fi": fi, "name_sv": sv, "name_en": en}
        for number, (fi, sv, en) in enumerate(_OBJECTIVES, start=1)
    ]


# --- people and bodies -------------------------------------------------------------------------


def office_positions() -> list[Row]:
    """The office's positions: two from 2015, three from 2018."""
    return [
        {"title_code": title, "valid_from": since, "valid_to": None}
        for title, since in (
            ("programme_manager", date(2015, 3, 2)),
            ("project_manager", date(2015, 4, 1)),
            ("project_planner", date(2018, 2, 1)),
        )
    ]


#: Group: names, and the first, last and number of its meetings.
_GROUPS = {
    "main_negotiation_group": (
        ("Pääneuvotteluryhmä", "Huvudförhandlingsgruppen", "Main negotiation group"),
        (date(2015, 4, 15), date(2020, 11, 18), 12),
    ),
    "preparatory_group": (
        ("Valmisteluryhmä", "Beredningsgruppen", "Preparatory group"),
        (date(2015, 4, 22), date(2020, 11, 25), 40),
    ),
    "programme_group": (
        ("Ohjelmaryhmä", "Programgruppen", "Programme group"),
        (date(2015, 5, 6), date(2020, 11, 11), 24),
    ),
    "communications_group": (
        ("Viestintäryhmä", "Kommunikationsgruppen", "Communications group"),
        (date(2015, 5, 12), date(2020, 10, 29), 22),
    ),
    "advisory_board": (
        ("Neuvonantajisto", "Rådgivande gruppen", "Advisory board"),
        (date(2015, 6, 9), date(2020, 10, 7), 11),
    ),
}


def governance_groups() -> list[Row]:
    """The five groups of 2015."""
    return [
        {"group_code": code, "name_fi": fi, "name_sv": sv, "name_en": en}
        for code, ((fi, sv, en), _) in _GROUPS.items()
    ]


def meetings() -> list[Row]:
    """The groups' meetings; of their days only 9.6.2015 is published."""
    return [
        {"group_code": code, "held_on": day}
        for code, (_, (first, last, count)) in _GROUPS.items()
        for day in dates(first, last, count)
    ]


def related_cohorts() -> list[Row]:
    """EKJ leadership training. How many started the third season is not known: at least 89."""
    return [
        {
            "cohort_code": "EKJ3",
            "started_on": date(2017, 11, 1),
            "ended_on": date(2018, 11, 1),
            "started_count": None,
            "certified_count": 89,
            "organisation_count": 13,
            "forum_count": 5,
        },
        {
            "cohort_code": "EKJ4",
            "started_on": date(2018, 11, 14),
            "ended_on": None,
            "started_count": 74,
            "certified_count": None,
            "organisation_count": 10,
            "forum_count": None,
        },
    ]


# --- communication -----------------------------------------------------------------------------

_NEWSLETTERS = {2015: 6, 2016: 14, 2017: 17, 2018: 21, 2019: 18, 2020: 16}


def newsletters() -> list[Row]:
    """Newsletters; only the 21 of 2018 are a published figure."""
    days = [
        day
        for year, count in _NEWSLETTERS.items()
        for day in dates(date(year, 9 if year == 2015 else 1, 10), date(year, 11, 27), count)
    ]
    subjects = [row["subject"] for row in rows("newsletters")]
    return [
        {"sent_on": day, "subject": f"{subjects[place % len(subjects)]} ({day.month}/{day.year})"}
        for place, day in enumerate(days)
    ]
