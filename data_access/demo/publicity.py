"""Milestones, the parties to the programme under their names of the time, and documents.

Each function returns the rows of one table as dictionaries by column. The addresses of the
documents are invented; so are the days on which the parties changed their names.
"""

from datetime import date
from typing import Any

from data_access.demo.content import rows
from programme.codes import Language, Precision, StakeholderRole

Row = dict[str, Any]


def milestones() -> list[Row]:
    """What happened when, as exactly as it is published."""
    return [
        {
            "milestone_code": row["code"],
            "happened_on": date.fromisoformat(row["happened_on"]),
            "happened_precision": Precision(row["precision"]),
            "name_fi": row["fi"],
            "name_sv": row["sv"],
            "name_en": row["en"],
            "source": row["source"],
        }
        for row in rows("milestones")
    ]


#: Party: its role, and whether it pays.
_STAKEHOLDERS = {
    "kt": (StakeholderRole.EMPLOYER_PARTY, True),
    "juko": (StakeholderRole.MAIN_AGREEMENT_ORGANISATION, True),
    "sote": (StakeholderRole.MAIN_AGREEMENT_ORGANISATION, True),
    "jau": (StakeholderRole.MAIN_AGREEMENT_ORGANISATION, True),
    "hame_ely": (StakeholderRole.FUNDING_AUTHORITY, True),
    "mdi": (StakeholderRole.EVALUATOR, False),
    "tempo_economics": (StakeholderRole.EVALUATOR, False),
    "the_kitchen": (StakeholderRole.SUPPLIER, False),
}


def stakeholders() -> list[Row]:
    """The parties that the sources name."""
    return [
        {"stakeholder_code": code, "role": role, "is_funder": is_funder}
        for code, (role, is_funder) in _STAKEHOLDERS.items()
    ]


def stakeholder_names() -> list[Row]:
    """Their names; where a language has none, the Finnish one serves."""
    return [
        {**row, "valid_from": date.fromisoformat(row["valid_from"])}
        for row in rows("stakeholder_names")
    ]


def documents() -> list[Row]:
    """The publications and videos that the programme's page names."""
    return [
        {
            "document_code": row["code"],
            "document_kind": row["kind"],
            "title": row["title"],
            "language": Language.FI,
            "url": row["url"],
            "published_on": date.fromisoformat(row["published_on"])
            if row["published_on"]
            else None,
            "published_precision": row["precision"] or None,
        }
        for row in rows("documents")
    ]
