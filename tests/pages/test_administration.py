"""Ylläpito: only administrators get in; every change and refusal is said; nothing typed is lost."""

import csv
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from streamlit.testing.v1 import AppTest

from data_access import accounts, administration, invitations, sessions
from data_access.access_log import ACTIONS, COMMAND_LINE
from data_access.accounts import Refusal, Refused
from data_access.connect import writing
from data_access.log_search import AUDITED, AccessSearch, AuditLine, AuditSearch
from data_access.migrations.region_context import audited
from data_access.schema import access_log
from pages.administration import access_view, audit_view, audit_words
from pages.administration.dialogs import Dialog
from pages.administration.link import one_time_link
from pages.administration.log_page import MOST
from programme.codes import ActivityStatus, DeedStatus, OrganisationType, Service
from programme.deed_submissions import SubmissionStatus
from programme.enrolments import EnrolmentStatus
from programme.roles import Right, Role, may
from tests.pages.opening import everything_sent, opened
from ui.download import fetched
from ui.sign_in import SESSION, new_session
from ui.texts import LOCALES, plain, texts, use_language

OTHERS = [role for role in Role if not may(role, Right.KEEP_USERS)]
PAGE = str(LOCALES.parent / "pages/administration/page.py")
PASSWORD = "kolme kuusta ja yksi lampi"

Look = Callable[[Engine, str], Any]

LOOKS: dict[str, Look] = {
    "accounts": administration.all_accounts,
    "sessions": administration.open_sessions,
    "first days": administration.first_days,
    "access log": lambda engine, by: administration.access_lines(engine, by, AccessSearch()),
    "audit": lambda engine, by: administration.audit_lines(engine, by, AuditSearch()),
    "access file": lambda engine, by: administration.export_access_log(engine, by, AccessSearch()),
    "audit file": lambda engine, by: administration.export_audit(engine, by, AuditSearch()),
}
CHANGES: dict[str, Look] = {
    "invite": lambda engine, by: invitations.invite(engine, by, "uusi", "Uusi", Role.ADMIN),
    "role": lambda engine, by: accounts.change(engine, by, "officer", role=Role.ADMIN),
    "close": lambda engine, by: accounts.change(engine, by, "officer", active=False),
    "reset": lambda engine, by: invitations.reset_password(engine, by, "officer"),
    "renew": lambda engine, by: invitations.renew(engine, by, "officer"),
    "end sessions": lambda engine, by: administration.end_sessions(engine, by, "officer"),
    "end session": lambda engine, by: administration.end_session(engine, by, "0" * 16),
}


def administering(**address: str) -> AppTest:
    return opened("administration", Role.ADMIN, **address)


def at_page(number: str) -> AppTest:
    """The access log from an address that asks for this page of it."""
    app = administering(view="access")
    app.query_params["page"] = number
    return app.run()


def account(engine: Engine, username: str) -> administration.Account:
    found = administration.all_accounts(engine, COMMAND_LINE)
    return next(each for each in found if each.username == username)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def sent(app: AppTest) -> str:
    """All that reached the browser; a table's rows go as JSON, which writes ä as an escape."""
    escape = re.compile(r"\\u([0-9a-f]{4})")
    return escape.sub(lambda hit: chr(int(hit[1], 16)), everything_sent(app))


def errors(app: AppTest) -> list[str]:
    return [error.value for error in app.error]


def refused(refusal: Refusal) -> list[str]:
    return [f"{plain(f'account_refused.{refusal}')} {plain('administration.not_saved')}"]


def invite(app: AppTest, name: str, username: str, role: Role = Role.OFFICER) -> AppTest:
    """Fill in the form as it stands and send it."""
    app.text_input(key="invite_name_0").set_value(name)
    app.text_input(key="invite_username_0").set_value(username)
    app.radio(key="invite_role_0").set_value(str(role))
    return press(app, "change_confirm")


def code_in(app: AppTest) -> str:
    """The code of the link that is shown."""
    (link,) = (code.value for code in app.code)
    return link.partition("code=")[2].partition("&")[0]


def log(engine: Engine) -> list[tuple[str, str, str | None]]:
    found = administration.access_lines(engine, COMMAND_LINE, AccessSearch()).lines
    return [(line.username, line.action, line.subject) for line in found]


# --- who gets in --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", OTHERS)
def test_the_page_itself_keeps_its_door(demo: Engine, role: Role) -> None:
    """Opened past app.py, as somebody who does not keep the users."""
    app = AppTest.from_file(PAGE, default_timeout=30)
    app.session_state[SESSION] = new_session(role.value)
    app.run()
    assert [title.value for title in app.title] == [plain("error.no_access_title")]
    assert plain("role.admin") not in sent(app)


def test_the_page_itself_shows_nothing_without_a_session(demo: Engine) -> None:
    app = AppTest.from_file(PAGE, default_timeout=30).run()
    assert plain("role.admin") not in sent(app)


@pytest.mark.parametrize("by", [*OTHERS, "nobody", "closed"])
def test_nobody_else_looks_or_changes_by_any_way(demo: Engine, by: str) -> None:
    invitations.invite(demo, "admin", "closed", "Closed", Role.ADMIN)
    accounts.change(demo, "admin", "closed", active=False)
    before = administration.all_accounts(demo, COMMAND_LINE), log(demo)
    for name, attempt in {**LOOKS, **CHANGES}.items():
        with pytest.raises(Refused) as refusal:
            attempt(demo, by)
        assert refusal.value.refusal is Refusal.FORBIDDEN, name
    assert (administration.all_accounts(demo, COMMAND_LINE), log(demo)) == before


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("view", [access_view, audit_view])
def test_a_file_is_refused_when_it_is_fetched(demo: Engine, role: Role, view: Any) -> None:
    """The button was drawn for an administrator, who is none any more."""
    former = accounts.User(role.value, "", role, "fi")
    wanted = AccessSearch() if view is access_view else AuditSearch()
    with pytest.raises(Refused):
        view._file(former, wanted, "fi")


def test_a_file_is_refused_to_a_session_that_is_over(demo: Engine) -> None:
    session = sessions.start(demo, "admin", "192.0.2.1")["session"]
    assert fetched(session, str.encode, "fi") == b"fi"
    sessions.end_by_admin(demo, "admin", session)
    for own in (session, None):
        with pytest.raises(Refused):
            fetched(own, str.encode, "fi")


# --- users --------------------------------------------------------------------------------------


def test_the_table_names_everybody_and_their_state(demo: Engine) -> None:
    invitations.invite(demo, "admin", "uusi", "Uusi Käyttäjä", Role.OFFICER, "sv")
    accounts.change(demo, "admin", "steering", active=False)
    seen = sent(administering())
    for text in ("Uusi Käyttäjä", "Svenska", "Ohjelmapäällikkö"):
        assert text in seen
    for state in ("active", "invited", "closed"):
        assert plain(f"administration.state_{state}") in seen


def test_somebody_is_invited_and_the_link_is_shown_once(demo: Engine) -> None:
    app = press(administering(), "invite")
    invite(app, " Liisa L ", "Liisa.L")
    found = account(demo, "liisa.l")
    assert (found.display_name, found.role, found.has_password) == ("Liisa L", Role.OFFICER, False)
    assert found.code_until
    until = found.code_until - datetime.now(UTC)
    assert timedelta(days=2) < until <= timedelta(days=3)
    code = code_in(app)
    press(app, "link_close")
    assert not app.code
    assert code not in sent(app)
    assert plain("administration.done_invite", who="liisa.l") in sent(app)
    assert invitations.redeem(demo, code, PASSWORD).username == "liisa.l"


@pytest.mark.parametrize(
    ("name", "username", "refusal"),
    [
        ("Anna", "officer", Refusal.NAME_TAKEN),
        ("Anna", "anna maria", Refusal.NAME_WRONG),
        ("", "anna", Refusal.NAME_WRONG),
    ],
)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_refused_invitation_says_why_and_keeps_what_was_typed(
    demo: Engine, name: str, username: str, refusal: Refusal, language: str
) -> None:
    app = press(administering(lang=language), "invite")
    with use_language(language):  # AppTest finds options by their words, outside of any run
        invite(app, name, username, Role.MANAGER)
        assert errors(app) == refused(refusal)
    assert app.text_input(key="invite_name_0").value == name
    assert app.text_input(key="invite_username_0").value == username
    assert app.radio(key="invite_role_0").value == "manager"


def test_after_an_invitation_the_form_is_empty(demo: Engine) -> None:
    app = invite(press(administering(), "invite"), "Liisa", "liisa")
    press(press(app, "link_close"), "invite")
    assert app.text_input(key="invite_name_1").value == ""


def test_an_invitation_that_was_put_off_is_still_there(demo: Engine) -> None:
    app = invite(press(administering(), "invite"), "Liisa", "officer")
    press(press(app, "change_dismiss"), "invite")
    assert app.text_input(key="invite_name_0").value == "Liisa"


def test_a_role_is_changed_in_a_dialog_that_names_the_person(demo: Engine) -> None:
    app = press(administering(user="officer"), "account_role_officer")
    assert any("Käsittelijä" in text.value for text in app.markdown)
    assert any(plain("administration.before_role") in text.value for text in app.markdown)
    app.radio(key="role_officer").set_value("manager")
    press(app, "change_confirm")
    assert account(demo, "officer").role is Role.MANAGER
    assert ("admin", "user_changed", "officer") in log(demo)


def test_an_account_is_closed_and_opened_again(demo: Engine) -> None:
    session = sessions.start(demo, "officer", "192.0.2.1")["session"]
    app = press(administering(user="officer"), "account_close_officer")
    press(app, "change_confirm")
    assert not account(demo, "officer").active
    assert sessions.current(demo, session) is None
    press(press(app, "account_open_officer"), "change_confirm")
    assert account(demo, "officer").active


def test_a_dialog_that_is_dismissed_changes_nothing(demo: Engine) -> None:
    before = administration.all_accounts(demo, COMMAND_LINE)
    app = press(administering(user="officer"), "account_close_officer")
    press(app, "change_dismiss")
    assert not [button for button in app.button if button.key == "change_confirm"]
    changed = administration.all_accounts(demo, COMMAND_LINE)
    assert [each.active for each in changed] == [each.active for each in before]


def test_a_new_password_closes_the_old_one_and_gives_a_link(demo: Engine) -> None:
    app = press(administering(user="officer"), "account_reset_officer")
    press(app, "change_confirm")
    assert not account(demo, "officer").has_password
    assert invitations.redeem(demo, code_in(app), PASSWORD).username == "officer"


def test_a_waiting_invitation_gets_another_link(demo: Engine) -> None:
    first = invitations.invite(demo, "admin", "uusi", "Uusi", Role.OFFICER, "sv")
    app = press(administering(user="uusi"), "account_renew_uusi")
    press(app, "change_confirm")
    assert invitations.holder(demo, first) is None
    assert invitations.holder(demo, code_in(app))
    assert "lang=sv" in app.code[0].value


def test_nobody_closes_their_own_password(demo: Engine) -> None:
    """The link would be shown to a session that has just ended."""
    app = press(administering(user="admin"), "account_renew_admin")
    press(app, "change_confirm")
    assert account(demo, "admin").has_password
    assert invitations.holder(demo, code_in(app))


@pytest.mark.parametrize("kind", ["close", "role"])
def test_the_last_administrator_stays_one(demo: Engine, kind: str) -> None:
    app = press(administering(user="admin"), f"account_{kind}_admin")
    assert [warning.value for warning in app.warning] == [plain("administration.own_session_ends")]
    if kind == "role":
        app.radio(key="role_admin").set_value("officer")
    press(app, "change_confirm")
    assert errors(app) == refused(Refusal.LAST_ADMIN)
    found = account(demo, "admin")
    assert (found.active, found.role) == (True, Role.ADMIN)
    if kind == "role":
        assert app.radio(key="role_admin").value == "officer"


def test_one_of_two_administrators_may_leave(demo: Engine) -> None:
    code = invitations.invite(demo, "admin", "toinen", "Toinen", Role.ADMIN)
    invitations.redeem(demo, code, PASSWORD)
    app = press(administering(user="admin"), "account_close_admin")
    press(app, "change_confirm")
    assert [title.value for title in app.title] == [plain("sign_in.title")]


def test_a_name_from_the_database_is_inert(demo: Engine) -> None:
    hostile = "![](https://evil.example/x.png) :red[A]"
    accounts.change(demo, "admin", "officer", display_name=hostile)
    app = press(administering(user="officer"), "account_close_officer")
    shown = [element.value for element in (*app.markdown, *app.header)]
    assert not any("](https" in value or ":red[A]" in value for value in shown)
    assert any("evil" in value for value in shown)


@pytest.mark.parametrize(
    ("here", "language", "link"),
    [
        ("http://localhost:8501/administration", "fi", "http://localhost:8501/?code=a-_b"),
        (
            "https://tilanne.example/administration",
            "sv",
            "https://tilanne.example/?code=a-_b&lang=sv",
        ),
        (
            "https://example.org/office/administration",
            "fi",
            "https://example.org/office/?code=a-_b",
        ),
        ("", "fi", "/?code=a-_b"),
    ],
)
def test_the_link_leads_where_the_administrator_is(here: str, language: str, link: str) -> None:
    assert one_time_link(here, "a-_b", language) == link


# --- sessions -----------------------------------------------------------------------------------


def test_sessions_tell_who_and_until_when_but_not_their_ids(demo: Engine) -> None:
    started = sessions.start(demo, "officer", "192.0.2.1")
    app = administering(view="sessions")
    seen = sent(app)
    assert "officer" in seen
    assert plain("administration.this_session") in seen
    assert started["session"] not in seen
    assert app.session_state[SESSION]["session"] not in seen


def ending(engine: Engine, username: str) -> AppTest:
    """The page as it is once the button in a row of this user has been pressed."""
    app = administering(view="sessions")
    (found,) = (s for s in administration.open_sessions(engine, "admin") if s.username == username)
    app.session_state["administration_dialog"] = Dialog("end_session", found.handle)
    return app.run()


def test_a_session_is_ended_once_it_is_confirmed(demo: Engine) -> None:
    session = sessions.start(demo, "officer", "192.0.2.1")["session"]
    app = ending(demo, "officer")
    assert sessions.current(demo, session)
    assert any("Käsittelijä" in text.value for text in app.markdown)
    press(app, "change_confirm")
    assert sessions.current(demo, session) is None
    assert ("admin", "session_ended", "officer") in log(demo)


def test_a_session_that_is_over_meanwhile_is_said(demo: Engine) -> None:
    session = sessions.start(demo, "officer", "192.0.2.1")["session"]
    app = ending(demo, "officer")
    with writing(demo) as connection:
        sessions.end(connection, session, "signed_out")
    app.run()
    assert any(plain("administration.session_is_over") == text.value for text in app.markdown)
    press(app, "dialog_close")


def test_ones_own_session_is_marked_and_may_be_ended(demo: Engine) -> None:
    app = ending(demo, "admin")
    assert [warning.value for warning in app.warning] == [plain("administration.own_session_ends")]
    press(app, "change_confirm")
    assert [title.value for title in app.title] == [plain("sign_in.title")]


# --- logs ---------------------------------------------------------------------------------------

#: The last second of a summer day and the first of the next, in Finland.
BEFORE = datetime(2026, 6, 30, 20, 59, 59, tzinfo=UTC)
AFTER = datetime(2026, 6, 30, 21, 0, 0, tzinfo=UTC)


def logged(engine: Engine, *lines: tuple[datetime, str, str, str | None]) -> None:
    with writing(engine) as connection:
        for at, username, action, subject in lines:
            connection.execute(
                insert(access_log).values(at=at, username=username, action=action, subject=subject)
            )


def test_the_access_log_is_told_in_finnish_time_and_by_day(demo: Engine) -> None:
    logged(demo, (BEFORE, "officer", "signed_in", None), (AFTER, "manager", "signed_out", None))
    seen = sent(administering(view="access", day="2026-06-30"))
    assert "30.6.2026 klo 23.59" in seen
    assert "1.7.2026 klo 0.00" not in seen
    seen = sent(administering(view="access", day="2026-07-01"))
    assert "1.7.2026 klo 0.00" in seen
    assert "30.6.2026 klo 23.59" not in seen


def test_the_access_log_is_searched_by_person_and_action(demo: Engine) -> None:
    logged(demo, (BEFORE, "officer", "signed_in", None), (AFTER, "officer", "signed_out", None))
    app = administering(view="access", person="officer", action="signed_out")
    assert plain("administration.lines", n=1, first=1, last=1) in sent(app)
    app.selectbox(key="filter_action").set_value("").run()
    assert plain("administration.lines", n=2, first=1, last=2) in sent(app)
    app.selectbox(key="filter_person").set_value("steering").run()
    assert plain("administration.no_lines") in sent(app)


def test_a_long_log_has_pages(demo: Engine) -> None:
    logged(demo, *((AFTER, "officer", "contact_read", str(n)) for n in range(MOST + 1)))
    app = administering(view="access", person="officer")
    n = MOST + 1
    assert app.button(key="log_newer").disabled
    assert plain("administration.lines", n=n, first=1, last=MOST) in sent(app)
    press(app, "log_older")
    assert plain("administration.lines", n=n, first=n, last=n) in sent(app)
    assert app.button(key="log_older").disabled
    app.selectbox(key="filter_action").set_value("contact_read").run()
    assert plain("administration.lines", n=n, first=1, last=MOST) in sent(app)


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "9" * 30])
def test_a_page_that_does_not_exist_is_no_error(demo: Engine, page: str) -> None:
    app = at_page(page)
    assert not app.exception
    assert app.button(key="log_newer").disabled


@pytest.mark.parametrize(
    "address", [{"view": "secrets"}, {"view": "access", "day": "soon"}, {"user": "nobody"}]
)
def test_an_address_that_asks_in_vain_shows_the_usual(
    demo: Engine, address: dict[str, str]
) -> None:
    administering(**address)


def test_the_audit_says_what_changed_from_what_to_what(demo: Engine) -> None:
    accounts.change(demo, "admin", "officer", role=Role.MANAGER)
    seen = sent(administering(view="audit", table="app_user", action="update"))
    assert "Rooli: Käsittelijä → Päätöksentekijä" in seen
    assert plain("administration.audited_sessions_valid_after") in seen


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_line_of_the_audit_can_be_said(demo: Engine, language: str) -> None:
    lines = administration.audit_lines(demo, "admin", AuditSearch()).lines
    assert {line.table for line in lines} >= {"app_user", "sparring_application", "deed"}
    with use_language(language):
        assert all(audit_words.changed(line) for line in lines)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_everything_that_is_audited_has_a_name(language: str) -> None:
    assert set(AUDITED) == set(audited.AUDITED)
    columns = {column for kept in audited.AUDITED.values() for column in kept.columns}
    wanted = {f"administration.audited_{column}" for column in columns}
    wanted |= {f"administration.table_{table}" for table in AUDITED}
    wanted |= {f"administration.activity_{status}" for status in ActivityStatus}
    wanted |= {f"administration.deed_{status}" for status in DeedStatus}
    wanted |= {f"administration.submission_{status}" for status in SubmissionStatus}
    wanted |= {f"administration.enrolment_{status}" for status in EnrolmentStatus}
    wanted |= {f"service.{service}" for service in Service}
    wanted |= {f"orgtype.{kind}" for kind in OrganisationType}
    wanted |= {f"administration.access_{action}" for action in ACTIONS}
    assert wanted <= texts(language).forms.keys()


def test_a_line_without_a_visible_change_says_so() -> None:
    line = AuditLine(AFTER, "app_user", "anna", "update", {"active": 1}, {"active": 1})
    assert audit_words.changed(line) == [plain("administration.nothing_audited")]


@pytest.mark.parametrize(
    ("view", "subject"), [(access_view, "access_log"), (audit_view, "audit_log")]
)
def test_a_file_holds_what_was_looked_for_and_is_written_down(
    demo: Engine, view: Any, subject: str
) -> None:
    hostile = "=1+1"
    accounts.change(demo, "admin", "officer", display_name=hostile)
    logged(
        demo, (BEFORE, "officer", "contact_read", hostile), (AFTER, "manager", "signed_in", None)
    )
    admin = accounts.user(demo, "admin")
    wanted = AccessSearch(username="officer") if view is access_view else AuditSearch("app_user")
    content = view._file(admin, wanted, "fi")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][0] == plain("administration.column_when")
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert any("1+1" in cell for row in rows for cell in row)
    assert "manager" not in {row[1] for row in rows}
    if view is access_view:
        assert rows[1][0] == "2026-06-30 23:59:59"
    assert log(demo)[0] == ("admin", "exported", subject)


def test_looking_at_the_logs_writes_nothing(demo: Engine) -> None:
    administering(view="access")
    before = log(demo)
    administering(view="audit")
    assert [entry for entry in log(demo) if entry[1] != "signed_in"] == [
        entry for entry in before if entry[1] != "signed_in"
    ]
