"""The Finnish words of the template: it is for people who fill in sheets."""

from data_access.exchange.format.types import ColumnFormat, Kind

HEADINGS = ("Taulukko", "Sarake", "Sarake englanniksi", "Sisältö", "Pakollinen", "Sallitut arvot")
WIDTHS = (28, 34, 28, 44, 12, 80)

INTRODUCTION = (
    "Kirjoita tiedot kunkin taulukon omalle välilehdelle, yksi rivi asiaa kohden.",
    "Sarakkeiden järjestyksellä ei ole väliä. Sarakkeen, joka ei ole pakollinen, voi poistaa.",
    "Tyhjä solu tarkoittaa, ettei tietoa ole. Kaavoja ei lueta: kirjoita arvo.",
)

_KINDS = {
    Kind.TEXT: "teksti",
    Kind.INTEGER: "kokonaisluku",
    Kind.DECIMAL: "luku, esimerkiksi 1640000,50",
    Kind.DAY: "päivä, esimerkiksi 31.12.2018",
    Kind.MOMENT: "ajankohta, esimerkiksi 2018-03-01T10:00:00+02:00",
    Kind.BOOLEAN: "kyllä tai ei",
    Kind.CODE: "jokin sallituista arvoista",
    Kind.JSON: "JSON",
}


def content(column: ColumnFormat) -> str:
    """What the column holds."""
    words = _KINDS[column.kind]
    if column.kind is Kind.TEXT and column.longest:
        words += f", enintään {column.longest} merkkiä"
    if column.refers:
        words += f"; viittaa sarakkeeseen {'.'.join(column.refers)}"
    return words


def allowed(column: ColumnFormat) -> str:
    """Which values the column takes; empty when any of its kind."""
    if column.allowed:
        return ", ".join(column.allowed)
    limits = column.limits
    if limits.least is not None and limits.most is not None:
        return f"{limits.least}–{limits.most}"
    return limits.pattern.replace("%", "…").replace("_", "?") if limits.pattern else ""
