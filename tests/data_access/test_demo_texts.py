"""The demo's texts: each application is its own, and nothing smells of a template."""

import re
from collections import Counter

import pytest

from data_access.demo.applications import Application, applications
from data_access.demo.content import rows
from data_access.demo.deeds import deeds
from data_access.demo.life_cycles import steps
from data_access.demo.rounds import Fate
from programme.lifecycle import Action


def sentences(*texts: str) -> list[str]:
    return [part.strip() for text in texts for part in re.split(r"(?<=[.!?])\s+", text)]


def open_applications() -> list[Application]:
    return [one for one in applications() if one.slot.fate is Fate.OPEN]


def test_open_applications_share_no_sentence_with_any_other() -> None:
    written = Counter(
        sentence
        for one in applications()
        for sentence in set(sentences(one.topic.need, one.topic.goal))
    )
    shared = [
        sentence
        for one in open_applications()
        for sentence in sentences(one.topic.need, one.topic.goal)
        if written[sentence] > 1
    ]
    assert len(open_applications()) == 13
    assert shared == []


def test_every_application_has_a_title_and_a_need_of_its_own() -> None:
    topics = [one.topic for one in applications()]
    assert len({topic.title for topic in topics}) == len(topics) == 232
    assert len({topic.need for topic in topics}) == 232


def test_older_applications_share_few_sentences() -> None:
    uses = Counter(sentence for one in applications() for sentence in sentences(one.topic.need))
    assert max(uses.values()) <= 4
    alone = sum(1 for count in uses.values() if count == 1)
    assert alone / len(uses) > 0.9


def test_goals_are_many_and_seldom_repeated() -> None:
    goals = Counter(one.topic.goal for one in applications())
    assert len(goals) >= 60
    assert max(goals.values()) <= 6


def test_a_topic_suits_its_applicant() -> None:
    for one in applications():
        assert one.topic.sector in one.organisation.sectors, one.application_no


def test_texts_are_whole_sentences_in_finnish() -> None:
    for one in applications():
        for text in (one.topic.need, one.topic.goal):
            assert text[0].isupper()
            assert text.endswith((".", "?"))
        assert len(one.topic.need) >= 80
        assert "lorem" not in one.topic.need.lower()
        assert "{" not in one.topic.need + one.topic.title + one.topic.goal


@pytest.mark.parametrize("action", [Action.APPROVE, Action.REJECT, Action.CLARIFY, Action.REOPEN])
def test_rationales_and_questions_are_long_enough(action: Action) -> None:
    texts = [step.text for step in steps() if step.action is action]
    assert texts
    assert all(len(text) >= 10 for text in texts)


def test_questions_to_open_applications_are_individual() -> None:
    asked = Counter(step.text for step in steps() if step.action is Action.CLARIFY)
    about_open = [
        step.text
        for step in steps()
        if step.action is Action.CLARIFY and step.application.slot.fate is Fate.OPEN
    ]
    assert len(about_open) == 3
    assert all(asked[text] == 1 for text in about_open)


def test_deed_titles_are_all_different() -> None:
    titles = [one.title for one in deeds()]
    assert len(titles) == len(set(titles)) == 737


def test_no_cell_of_the_written_material_has_stray_spaces() -> None:
    for name in (
        "needs",
        "refused_applications",
        "goals",
        "phrases",
        "open_applications",
        "deed_words",
        "organisations",
    ):
        for row in rows(name):
            for text in row.values():
                assert text == " ".join(text.split()), text
