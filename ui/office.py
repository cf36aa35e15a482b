"""The programme office as the notices name it: who answers for the service, and where to write."""

import os
from dataclasses import dataclass

from ui.escape import Markdown
from ui.texts import plain, t


@dataclass(frozen=True)
class Office:
    """Name and e-mail address from the settings; what is not set is said in words."""

    name: str
    email: str

    @property
    def contact(self) -> Markdown:
        """Whom to write to."""
        if not self.email:
            return t("notices.office_unknown")
        return t("notices.contact", office=self.name, email=self.email)


def office() -> Office:
    """The office of this installation."""
    name = os.environ.get("PROGRAMME_OFFICE_NAME", "").strip()
    email = os.environ.get("PROGRAMME_OFFICE_EMAIL", "").strip()
    return Office(name or plain("org.programme_office"), email)
