"""Evaluations with what they found, and surveys: rows of those tables by column.

Findings and recommendations are published; what became of a recommendation is invented, and so
are the answers but for their shares.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from data_access.demo.content import rows
from programme.codes import EvaluationKind, Precision, Service

Row = dict[str, Any]

_FINAL, _INTERIM = "final_2020", "interim_2017"


def evaluations() -> list[Row]:
    """The evaluation of the first period and that of the whole programme."""
    return [
        {
            "evaluation_code": _INTERIM,
            "evaluation_kind": EvaluationKind.INTERIM,
            "period_code": "2015-2017",
            "evaluator_code": "tempo_economics",
            "completed_on": date(2017, 8, 1),
            "completed_precision": Precision.MONTH,
            "source": "W15",
        },
        {
            "evaluation_code": _FINAL,
            "evaluation_kind": EvaluationKind.FINAL,
            "period_code": None,
            "evaluator_code": "mdi",
            "completed_on": date(2020, 11, 1),
            "completed_precision": Precision.MONTH,
            "source": "S0 S1",
        },
    ]


def findings() -> list[Row]:
    """The five findings of the final evaluation."""
    return [
        {"evaluation_code": _FINAL, "finding_no": int(row["number"]), **_texts(row)}
        for row in _written("finding")
    ]


def recommendations() -> list[Row]:
    """The four recommendations that are known of the final evaluation."""
    return [
        {
            "evaluation_code": _FINAL,
            "recommendation_no": int(row["number"]),
            **_texts(row),
            "status": row["status"],
            "responsible": row["responsible"],
            "due_on": date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        }
        for row in _written("recommendation")
    ]


def _written(kind: str) -> Iterator[dict[str, str]]:
    return (row for row in rows("evaluation_texts") if row["kind"] == kind)


def _texts(row: dict[str, str]) -> Row:
    return {f"text_{language}": row[language] for language in ("fi", "sv", "en")}


_IMPACT_ASKED, _FEEDBACK_ASKED = date(2020, 9, 15), date(2019, 12, 10)

#: Question: answers by grade 1–5. Of the 250 answers of 2020, 190 are 4 or 5: 76 %.
_IMPACT_2020 = {
    "starting": (1, 3, 7, 24, 15),
    "directing": (1, 2, 8, 26, 13),
    "continuing": (2, 3, 8, 23, 14),
    "progressing": (1, 4, 7, 25, 13),
    "succeeding": (2, 2, 9, 22, 15),
}
_FEEDBACK_2019 = {
    "usefulness": (0, 1, 5, 19, 21),
    "expert": (0, 0, 3, 14, 29),
    "recommend": (0, 2, 4, 15, 25),
}


def surveys() -> list[Row]:
    """The two surveys; how many people answered is the most answers that a question got."""
    return [
        {
            "survey_code": "impact_2020",
            "name_fi": "Vaikuttavuuden seurantakysely 2020",
            "name_sv": "Uppföljningsenkät om effekterna 2020",
            "name_en": "Impact follow-up survey 2020",
            "asked_on": _IMPACT_ASKED,
            "service_type": None,
            "respondents": _most_answers(_IMPACT_2020),
        },
        {
            "survey_code": "sparring_2019",
            "name_fi": "Palaute sparrauksista 2019",
            "name_sv": "Respons på sparringen 2019",
            "name_en": "Feedback on sparring 2019",
            "asked_on": _FEEDBACK_ASKED,
            "service_type": Service.SPARRING,
            "respondents": _most_answers(_FEEDBACK_2019),
        },
    ]


def _most_answers(questions: Mapping[str, tuple[int, ...]]) -> int:
    return max(map(sum, questions.values()))


def survey_answers() -> list[Row]:
    """Answers by question and grade: the impact follow-up of 2020 and sparring feedback of 2019."""
    return [
        {
            "survey_code": survey,
            "question_code": question,
            "grade": grade,
            "answers": answers,
            "asked_on": asked_on,
        }
        for survey, asked_on, questions in (
            ("impact_2020", _IMPACT_ASKED, _IMPACT_2020),
            ("sparring_2019", _FEEDBACK_ASKED, _FEEDBACK_2019),
        )
        for question, grades in questions.items()
        for grade, answers in enumerate(grades, start=1)
    ]
