"""Many decisions at once: each in a transaction of its own, and an answer for each."""

from collections.abc import Iterable

from sqlalchemy import Engine

from data_access.connect import DatabaseUnavailable
from data_access.decisions import Answer, Command, Outcome, decide
from programme.clock import Clock


def decide_all(engine: Engine, commands: Iterable[Command], clock: Clock) -> list[Answer]:
    """Carry out `commands` in their order; what a rule refuses does not stop those that follow.

    So when the pool runs out, an application that asks for less may still get its days. When the
    database goes away, the one being sent and the rest are answered as unsent: they can be sent
    again under their request keys, and whatever was saved after all is then repeated, not doubled.
    """
    answers: list[Answer] = []
    away = False
    for command in commands:
        answer = Answer(Outcome.UNSENT, command) if away else _sent(engine, command, clock)
        away = answer.outcome is Outcome.UNSENT
        answers.append(answer)
    return answers


def _sent(engine: Engine, command: Command, clock: Clock) -> Answer:
    try:
        return decide(engine, command, clock)
    except DatabaseUnavailable:
        return Answer(Outcome.UNSENT, command)
