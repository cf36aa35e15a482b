"""The command line's `users …`: what an administrator does on screen, done at the server.

This is how an installation gets its first account, and how an administrator who has lost a
password gets in again.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable

from sqlalchemy import Engine

from data_access import accounts, administration, invitations, sessions
from data_access.access_log import COMMAND_LINE
from data_access.accounts import Refusal, Refused
from data_access.commands import CommandFailed
from data_access.session_key import KeyIsASetting
from data_access.terminal import say
from programme.calendar import HELSINKI
from programme.codes import Language
from programme.roles import Role
from programme.sessions import CODE_LASTS

_ROLES = [str(role) for role in Role]

_REASONS = {
    Refusal.NAME_TAKEN: "the user name is taken",
    Refusal.NAME_WRONG: (
        "a user name has at most 60 small letters, digits and . _ - + @, and a name has 1 to 60 "
        "characters"
    ),
    Refusal.UNKNOWN_USER: "there is no such user",
    Refusal.LAST_ADMIN: "this is the only administrator: make somebody else one first",
}


def add_to(users: ArgumentParser) -> None:
    """Give the command `users` its own commands."""
    command = users.add_subparsers(dest="users_command", required=True)

    def add(name: str, run: Callable[[Engine, Namespace], None], explained: str) -> ArgumentParser:
        parser = command.add_parser(name, help=explained)
        parser.set_defaults(run=lambda engine, options: _answered(run, engine, options))
        return parser

    add("list", _list, "print the users")
    invite = add("invite", _invite, "add a user and print a one-time code")
    invite.add_argument("username", metavar="NAME")
    invite.add_argument("--name", dest="display_name", required=True, help="as on the screen")
    invite.add_argument("--role", required=True, choices=_ROLES)
    invite.add_argument("--language", default="fi", choices=[str(each) for each in Language])
    role = add("role", _role, "give a user another role")
    role.add_argument("username", metavar="NAME")
    role.add_argument("role", metavar="ROLE", choices=_ROLES)
    for name, run, explained in (
        ("close", _close, "close an account"),
        ("open", _open, "open a closed account again"),
        ("reset-password", _reset, "close a user's password and print a one-time code"),
        ("end-session", _end_sessions, "end all sessions of a user"),
    ):
        add(name, run, explained).add_argument("username", metavar="NAME")
    add("sessions", _sessions, "print the sessions that go on")
    add("rotate-key", _rotate_key, "change the cookies' key, which ends every session")


def _answered(run: Callable[[Engine, Namespace], None], engine: Engine, options: Namespace) -> int:
    try:
        run(engine, options)
    except Refused as refused:
        raise CommandFailed(_REASONS[refused.refusal]) from refused
    return 0


def _list(engine: Engine, _options: Namespace) -> None:
    known = administration.all_accounts(engine, COMMAND_LINE)
    _table(
        ("user", "name", "role", "language", "state", "sessions"),
        (
            (
                account.username,
                account.display_name,
                account.role,
                account.language,
                _state(account),
                str(account.sessions),
            )
            for account in known
        ),
    )


def _state(account: administration.Account) -> str:
    if not account.active:
        return "closed"
    return "active" if account.has_password else "invited"


def _invite(engine: Engine, options: Namespace) -> None:
    code = invitations.invite(
        engine,
        COMMAND_LINE,
        options.username,
        options.display_name,
        Role(options.role),
        options.language,
    )
    _say_code(code)


def _role(engine: Engine, options: Namespace) -> None:
    accounts.change(engine, COMMAND_LINE, options.username, role=Role(options.role))
    say(f"{options.username} is now {options.role}; open sessions have ended")


def _close(engine: Engine, options: Namespace) -> None:
    accounts.change(engine, COMMAND_LINE, options.username, active=False)
    say(f"{options.username} is closed; open sessions have ended")


def _open(engine: Engine, options: Namespace) -> None:
    accounts.change(engine, COMMAND_LINE, options.username, active=True)
    say(f"{options.username} is open")


def _reset(engine: Engine, options: Namespace) -> None:
    """The only administrator's password stays until the code is used: it is the last way in."""
    try:
        code = invitations.reset_password(engine, COMMAND_LINE, options.username)
    except Refused as refused:
        if refused.refusal is not Refusal.LAST_ADMIN:
            raise
        code = invitations.renew(engine, COMMAND_LINE, options.username)
        say("the only administrator: the old password works until a new one is set")
    _say_code(code)


def _say_code(code: str) -> None:
    say(f"code: {code}")
    say(f"open within {CODE_LASTS.days} days, once: /?code={code}")


def _sessions(engine: Engine, _options: Namespace) -> None:
    going_on = administration.open_sessions(engine, COMMAND_LINE)
    _table(
        ("user", "role", "since", "last seen", "ends"),
        (
            (
                session.username,
                session.role,
                *(
                    f"{moment.astimezone(HELSINKI):%Y-%m-%d %H:%M}"
                    for moment in (session.started_at, session.last_seen_at, session.ends_at)
                ),
            )
            for session in going_on
        ),
    )


def _end_sessions(engine: Engine, options: Namespace) -> None:
    ended = administration.end_sessions(engine, COMMAND_LINE, options.username)
    say(f"{options.username}: {ended} {'session' if ended == 1 else 'sessions'} ended")


def _rotate_key(engine: Engine, _options: Namespace) -> None:
    try:
        sessions.rotate_key(engine)
    except KeyIsASetting as setting:
        raise CommandFailed(f"the key is a setting: change {setting} instead") from setting
    say("the key is changed; every session has ended")


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    lines = [headings, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    for line in lines:
        say("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
