"""Codes that stood as free text before their tables came: each gets its row there."""

from data_access.migrations.statements import run


def give_rows() -> None:
    """A campaign for each code on a deed, a survey for each code of answers; named by the code."""
    run(
        [
            "INSERT INTO campaign (campaign_code, name_fi, name_sv, name_en)"
            " SELECT DISTINCT campaign_code, campaign_code, campaign_code, campaign_code"
            " FROM deed WHERE campaign_code IS NOT NULL",
            "INSERT INTO survey (survey_code, name_fi, name_sv, name_en, asked_on)"
            " SELECT survey_code, survey_code, survey_code, survey_code, MIN(asked_on)"
            " FROM survey_answer GROUP BY survey_code",
        ]
    )
