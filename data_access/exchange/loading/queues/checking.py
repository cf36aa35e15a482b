"""Everything that files may contradict in the queues' tables."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from data_access.exchange.loading.checking.comparing import Comparison
from data_access.exchange.loading.checking.contradictions import Finding
from data_access.exchange.loading.history.pasts import as_stored
from data_access.exchange.loading.queues.kinds import QUEUES, told
from data_access.exchange.loading.queues.letters import letter_findings
from data_access.exchange.loading.queues.lives import life_findings
from data_access.exchange.loading.queues.places import place_findings
from data_access.exchange.problems import Rule


def queue_findings(
    connection: Connection, comparisons: Mapping[str, Comparison]
) -> Iterator[Finding]:
    """What does not fit of comments, submissions, enrolments and letters."""
    comments = told(comparisons, "application_comment")
    for change in comments.changed:
        yield as_stored(comments, change, change.columns[0], Rule.FIXED)
    for queue in QUEUES:
        yield from life_findings(connection, comparisons, queue)
    yield from place_findings(connection, comparisons)
    yield from letter_findings(connection, comparisons)
