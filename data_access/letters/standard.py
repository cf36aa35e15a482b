"""The texts that come with the app, and the words that values are written with."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from programme.codes import Language
from programme.letter_texts import Text
from programme.letters import Template

_HERE = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Texts:
    """All of one language: the text of each template, words by name, grounds by their code, and
    the values of a made-up case by place."""

    templates: Mapping[Template, Text]
    words: Mapping[str, str]
    grounds: Mapping[str, str]
    example: Mapping[str, str]


@cache
def texts(language: Language) -> Texts:
    """The texts of a language, read from its file once."""
    told = tomllib.loads((_HERE / f"{language}.toml").read_text(encoding="utf-8"))
    return Texts(
        {
            template: Text(told[template]["subject"], told[template]["body"].strip() + "\n")
            for template in Template
        },
        told["words"],
        told["grounds"],
        told["example"],
    )
