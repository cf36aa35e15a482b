"""Sends the letters of the outbox when their time has come, from a thread of its own."""

from sqlalchemy import Engine, exc

from data_access.access_log import SERVER
from data_access.clock import WrongSetting, clock
from data_access.connect import DatabaseUnavailable
from data_access.letters.sending import send_due
from data_access.letters.settings import MailServer
from data_access.logs import logger
from server.lookout import Lookout

LOOK_EVERY = 15.0  # seconds; a letter leaves at most that late
#: Seconds for the letter in hand; one that is cut off may have left, and says so.
STOP_PATIENCE = 10.0

log = logger(__name__)


class OutboxSending(Lookout):
    """Looks now and then whether there is a letter to send.

    Every process of an installation does it, and the database lets one at a time. It ends after
    the letter that it has in hand.
    """

    def __init__(
        self, engine: Engine, server: MailServer, *, look_every: float = LOOK_EVERY
    ) -> None:
        super().__init__("outbox-sending", look_every, patience=STOP_PATIENCE)
        self._engine = engine
        self._server = server

    def look(self) -> None:
        """Send what is due; where that cannot be, log why and go on at the next look."""
        try:
            send_due(
                self._engine,
                clock(self._engine),
                self._server,
                by=SERVER,
                go_on=lambda: not self._stopping.is_set(),
            )
        except DatabaseUnavailable as failure:
            log.warning("sending_postponed", trouble=failure.trouble)
        except (exc.DBAPIError, WrongSetting) as failure:
            log.error("sending_failed", exception=type(failure).__name__)
