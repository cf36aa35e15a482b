"""How long somebody stays signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from programme.roles import Role

#: A session ends after this, however busy it is.
LONGEST = timedelta(hours=24)
#: A one-time code to set a password is good for this long.
CODE_LASTS = timedelta(days=3)


@dataclass(frozen=True)
class IdleLimits:
    """How long a session may lie idle; whoever keeps the users has a shorter one."""

    admin: timedelta = timedelta(minutes=30)
    others: timedelta = timedelta(hours=8)

    def of(self, role: Role) -> timedelta:
        """The limit of this role."""
        return self.admin if role is Role.ADMIN else self.others


def ends_at(
    last_seen_at: datetime, expires_at: datetime, role: Role, limits: IdleLimits
) -> datetime:
    """When a session is over unless somebody works in it before."""
    return min(expires_at, last_seen_at + limits.of(role))
