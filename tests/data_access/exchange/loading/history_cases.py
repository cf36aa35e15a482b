"""Histories that contradict themselves or the row of their application."""

from tests.data_access.exchange.loading.cases import Unfit, changed, without
from tests.data_access.exchange.loading.telling import told
from tests.data_access.scenarios import MANAGER, OFFICER

APPLICATION, EVENT = "sparring_application.csv", "application_event.csv"
VERSION, DECISION = "application_version.csv", "application_decision.csv"

_ASKED = told()["application_version"][0]["snapshot"]

HISTORIES: dict[str, Unfit] = {
    "status without its event": Unfit(
        changed("sparring_application", status="in_review"),
        APPLICATION,
        2,
        "status",
        "submitted, where the history leads",
    ),
    "status without a history": Unfit(
        lambda _world: {
            "sparring_application": told("SP-2020-901", "in_review")["sparring_application"]
        },
        APPLICATION,
        2,
        "status",
        "the events that led to in_review",
    ),
    "another version": Unfit(
        changed("sparring_application", 0, "in_review", version=1),
        APPLICATION,
        2,
        "version",
        "2, as the history has it",
    ),
    "endless versions": Unfit(
        changed("sparring_application", version=2_000_000_000),
        APPLICATION,
        2,
        "version",
        "a version near",
    ),
    "another title": Unfit(
        changed("sparring_application", title="Toinen"),
        APPLICATION,
        2,
        "title",
        "Työhyvinvointi, where the history leads",
    ),
    "another actor": Unfit(
        changed("sparring_application", 0, "in_review", changed_by=MANAGER),
        APPLICATION,
        2,
        "changed_by",
        OFFICER,
    ),
    "event without a decision": Unfit(
        without("application_decision", 0, "in_review", "approved"),
        EVENT,
        4,
        "to_status",
        "a row of application_decision with version 2",
    ),
    "decision without an event": Unfit(
        lambda _world: (
            told("SP-2020-901", "in_review")
            | {
                "application_decision": told("SP-2020-901", "in_review", "approved")[
                    "application_decision"
                ]
            }
        ),
        DECISION,
        2,
        "version",
        "an event to approved of version 3",
    ),
    "decision by another": Unfit(
        changed("application_decision", 0, "in_review", "approved", decided_by=OFFICER),
        EVENT,
        4,
        "actor",
        f"{OFFICER}, as in the decision",
    ),
    "impossible move": Unfit(
        changed("application_event", 1, "in_review", to_status="completed"),
        EVENT,
        3,
        "to_status",
        "one of in_review, withdrawn",
    ),
    "gap in the moves": Unfit(
        changed("application_event", 1, "in_review", from_status="waitlisted"),
        EVENT,
        3,
        "from_status",
        "submitted, where the event before has left it",
    ),
    "first event missing": Unfit(
        without("application_event", 0, "in_review"),
        APPLICATION,
        2,
        "version",
        "an event of version 1",
    ),
    "begins decided": Unfit(
        changed("application_event", 0, to_status="in_review"),
        EVENT,
        2,
        "to_status",
        "draft or submitted at first",
    ),
    "letter without an event": Unfit(
        lambda _world: (
            told("SP-2020-901", "in_review")
            | {"letter": told("SP-2020-901", "in_review", "approved")["letter"]}
        ),
        "letter.csv",
        2,
        "version",
        "an event to approved of that version",
    ),
    "question without an event": Unfit(
        lambda _world: (
            told("SP-2020-901", "in_review", "waitlisted")
            | {
                "clarification_request": told(
                    "SP-2020-901", "in_review", "clarification_requested"
                )["clarification_request"]
            }
        ),
        "clarification_request.csv",
        2,
        "version",
        "an event to clarification_requested",
    ),
    "undone after its letter left": Unfit(
        lambda _world: told("SP-2020-901", "in_review", "approved", "in_review"),
        "letter.csv",
        2,
        "status",
        "undone before its letter left",
    ),
    "snapshot without a part": Unfit(
        changed("application_version", snapshot={"title": "Vain otsikko"}),
        VERSION,
        2,
        "snapshot",
        "an object of title, need",
    ),
    "snapshot of an unknown theme": Unfit(
        changed("application_version", snapshot=_ASKED | {"theme": "other"}),
        VERSION,
        2,
        "snapshot",
        "one of",
    ),
}
