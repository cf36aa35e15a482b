"""Statements about bases and outside indices that the database itself refuses."""

from tests.data_access.raw_sql import Refused, insert


def _base(**changes: str) -> str:
    sound = {"base": "'inhabitants'", "year": "2019", "region_code": "'MK01'"}
    return insert("region_base", **{**sound, "value": "5", "source": "'S'", **changes})


def _index(**changes: str) -> str:
    names = {f"name_{language}": "'N'" for language in ("fi", "sv", "en")}
    sound = {"index_code": "'vitality'", "year": "2019", **names, "source": "'S'"}
    return insert("context_index", **(sound | changes))


def _value(**changes: str) -> str:
    sound = {"index_code": "'vitality'", "year": "2019", "region_code": "'MK01'", "value": "5"}
    return insert("context_value", **(sound | changes))


#: Refused by both databases.
CONTEXT = {
    "base of anything": Refused("base_known", _base(base="'cows'")),
    "base that is counted elsewhere": Refused("base_known", _base(base="'municipalities'")),
    "base of nobody": Refused("base_value_positive", _base(value="0")),
    "base of less than nobody": Refused("base_value_positive", _base(value="-5")),
    "base without a source": Refused("base_source_given", _base(source="'  '")),
    "base of a year long ago": Refused("base_year_sensible", _base(year="201")),
    "base of a year that is a day": Refused("base_year_sensible", _base(year="20191231")),
    "index without a code": Refused("index_code_given", _index(index_code="' '")),
    "index without a Finnish name": Refused("index_name_fi_given", _index(name_fi="''")),
    "index without a Swedish name": Refused("index_name_sv_given", _index(name_sv="''")),
    "index without an English name": Refused("index_name_en_given", _index(name_en="' '")),
    "index without a source": Refused("index_source_given", _index(source="''")),
    "index of no year": Refused("index_year_sensible", _index(year="0")),
    "value of nowhere": Refused("context_value_has_one_place", _value(region_code="NULL")),
    "value of two places": Refused(
        "context_value_has_one_place", _value(municipality_code="'005'")
    ),
}
