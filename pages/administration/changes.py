"""The changes that the dialogs make, each as the administrator who looks at the page."""

from data_access import accounts, administration, invitations
from data_access.accounts import Refusal, Refused, User
from data_access.administration import Account, Session
from pages.administration.invitation import Wanted
from programme.roles import Role
from ui.database import engine
from ui.sign_in import session_id


def account(user: User, username: str) -> Account:
    """The account of this name, as `user` may see it; raises Refused (forbidden, unknown user)."""
    for found in administration.all_accounts(engine(), user.username):
        if found.username == username:
            return found
    raise Refused(Refusal.UNKNOWN_USER)


def session(user: User, handle: str) -> Session | None:
    """The session of this handle, while it goes on; raises Refused (forbidden)."""
    found = administration.open_sessions(engine(), user.username)
    return next((each for each in found if each.handle == handle), None)


def is_own(found: Session) -> bool:
    """Whether the viewer looks at the page in this session."""
    own = session_id()
    return own is not None and administration.handle(own) == found.handle


def invite(user: User, wanted: Wanted) -> str:
    """Invite somebody; returns the code. Raises Refused and DatabaseUnavailable, as all here."""
    return invitations.invite(
        engine(),
        user.username,
        wanted.username,
        wanted.display_name,
        wanted.role,
        wanted.language,
    )


def end_session(user: User, found: Session) -> str:
    """End a session; there is no code."""
    administration.end_session(engine(), user.username, found.handle)
    return ""


def change(kind: str, user: User, username: str, role: Role) -> str:
    """Change an account in one of the ways that a dialog asks about; returns the code, if any."""
    by = user.username
    match kind:
        case "reset":
            return invitations.reset_password(engine(), by, username)
        case "renew":
            return invitations.renew(engine(), by, username)
        case "role":
            accounts.change(engine(), by, username, role=role)
        case "close" | "open":
            accounts.change(engine(), by, username, active=kind == "open")
    return ""
