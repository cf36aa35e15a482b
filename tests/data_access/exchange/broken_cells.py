"""Cells that their column does not take: in a CSV, and of a workbook's own kinds."""

from datetime import date, datetime

from data_access.exchange.problems import Rule

LONG = "x" * 5000
#: Table, column, cell, and the rule and words of its problem.
CELLS = [
    ("organisation", "organisation_id", "", Rule.VALUE_MISSING, "a whole number"),
    ("organisation", "organisation_id", "yksi", Rule.NOT_INTEGER, "a whole number"),
    ("organisation", "organisation_id", "1,5", Rule.NOT_INTEGER, "a whole number"),
    ("organisation", "organisation_id", "99999999999", Rule.OUT_OF_RANGE, "2147483647"),
    ("organisation", "organisation_id", "1" * 5000, Rule.NOT_INTEGER, "a whole number"),
    ("organisation", "organisation_id", "١٢", Rule.NOT_INTEGER, "a whole number"),
    ("organisation", "employee_count", "0", Rule.OUT_OF_RANGE, "over 0"),
    ("organisation", "name_fi", "", Rule.VALUE_MISSING, "text of at most 200 characters"),
    ("organisation", "name_fi", "   ", Rule.TOO_SHORT, "at least 1 characters"),
    ("organisation", "name_fi", LONG, Rule.TOO_LONG, "at most 200 characters"),
    ("organisation", "name_fi", "Mänty\x07lä", Rule.CONTROL_CHARACTER, "without control"),
    ("organisation", "name_fi", "Mänty\x0blä", Rule.CONTROL_CHARACTER, "without control"),
    ("organisation", "organisation_type", "kunta", Rule.NOT_ALLOWED, "municipality, joint_"),
    ("organisation", "region_code", "01", Rule.WRONG_PATTERN, "MK??"),
    ("organisation", "business_id", "1234567", Rule.WRONG_PATTERN, "???????-?"),
    ("municipality", "municipality_code", "0005", Rule.TOO_LONG, "at most 3 characters"),
    ("municipality", "municipality_code", "A", Rule.WRONG_PATTERN, "exactly 3 characters"),
    ("app_user", "username", "Otto", Rule.WRONG_PATTERN, "small letters"),
    ("app_user", "active", "ehkä", Rule.NOT_BOOLEAN, "true or false (kyllä or ei)"),
    ("funding_period", "starts_on", "31.2.2018", Rule.NOT_DAY, "31.12.2018 or 2018-12-31"),
    ("funding_period", "starts_on", "2018-02-30", Rule.NOT_DAY, "a day of the calendar"),
    ("funding_period", "starts_on", "31.12.18", Rule.NOT_DAY, "31.12.2018"),
    ("funding_period", "starts_on", "12/31/2018", Rule.NOT_DAY, "31.12.2018"),
    ("funding_period", "starts_on", "joulukuu 2018", Rule.NOT_DAY, "31.12.2018"),
    ("funding_period", "starts_on", "43465", Rule.NOT_DAY, "31.12.2018"),
    ("funding_period", "budget_eur", "1,640,000", Rule.NOT_DECIMAL, "1640000,50"),
    ("funding_period", "budget_eur", "1.640.000,00", Rule.NOT_DECIMAL, "1640000,50"),
    ("funding_period", "budget_eur", "16 40", Rule.NOT_DECIMAL, "1640000,50"),
    ("funding_period", "budget_eur", "1e6", Rule.NOT_DECIMAL, "1640000,50"),
    ("funding_period", "budget_eur", "NaN", Rule.NOT_DECIMAL, "1640000,50"),
    ("funding_period", "budget_eur", "1,645", Rule.OUT_OF_RANGE, "at most 2 decimals"),
    ("funding_period", "budget_eur", "10000000000", Rule.OUT_OF_RANGE, "at most 10 digits"),
    ("funding_period", "budget_eur", "-1", Rule.OUT_OF_RANGE, "at least 0"),
    ("participation", "participant_count", "-3", Rule.OUT_OF_RANGE, "over 0"),
    ("participation", "staff_group", "kaikki", Rule.NOT_ALLOWED, "management, supervisor"),
    ("sparring_round", "max_days", "4", Rule.OUT_OF_RANGE, "from 1 to 3"),
    ("sparring_round", "opens_at", "2020-10-01", Rule.NOT_MOMENT, "with its zone"),
    ("sparring_round", "opens_at", "2020-10-01T10:00:00", Rule.NOT_MOMENT, "zone is missing"),
    ("sparring_round", "opens_at", "2020-10-01T25:00:00Z", Rule.NOT_MOMENT, "with its zone"),
    ("sparring_round", "opens_at", "0001-01-01T00:00+14:00", Rule.NOT_MOMENT, "with its zone"),
    ("sparring_round", "round_code", "tammi.18", Rule.TOO_LONG, "at most 6 characters"),
    ("sparring_application", "days_requested", "4", Rule.NOT_ALLOWED, "one of 1, 2, 3"),
    ("sparring_application", "theme", "talous", Rule.NOT_ALLOWED, "shared_culture"),
    ("sparring_application", "status", "hyväksytty", Rule.NOT_ALLOWED, "approved"),
    ("sparring_application", "application_no", "2020-001", Rule.WRONG_PATTERN, "SP-????-…"),
    ("application_version", "snapshot", "{", Rule.NOT_JSON, "JSON such as"),
    ("application_version", "snapshot", "[NaN]", Rule.NOT_JSON, "JSON such as"),
    ("application_version", "snapshot", "[" * 5000, Rule.NOT_JSON, "JSON such as"),
    ("application_version", "snapshot", "null", Rule.VALUE_MISSING, "JSON such as"),
]

#: The same of a workbook, with the start of the value that is quoted.
SHEET_CELLS = [
    ("organisation", "name_fi", "=1+1", Rule.FORMULA, "=1+1"),
    ("organisation", "name_fi", '=HYPERLINK("http://evil.invalid/")', Rule.FORMULA, "=HYPER"),
    ("organisation", "organisation_id", "=A1", Rule.FORMULA, "=A1"),
    ("organisation", "name_fi", "#N/A", Rule.ERROR_VALUE, "#N/A"),
    ("sparring_round", "round_code", date(2018, 1, 1), Rule.NOT_TEXT, "2018-01-01"),
    ("sparring_round", "opens_at", datetime(2020, 10, 1, 8), Rule.NOT_MOMENT, "2020-10-01T08"),  # noqa: DTZ001  as a workbook has it
    ("sparring_round", "max_days", 4, Rule.OUT_OF_RANGE, "4"),
    ("sparring_round", "max_days", 1.5, Rule.NOT_INTEGER, "1.5"),
    ("sparring_round", "max_days", True, Rule.NOT_INTEGER, "true"),
    ("funding_period", "starts_on", 43465, Rule.NOT_DAY, "43465"),
]
