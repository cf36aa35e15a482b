"""The mail server as the settings name it: what it is taken for, and what is refused."""

import pytest

from data_access.clock import WrongSetting
from data_access.letters.settings import MailServer, mail_server, sender_address

FROM = "toimisto@example.fi"


def named(monkeypatch: pytest.MonkeyPatch, url: str) -> MailServer | None:
    monkeypatch.setenv("PROGRAMME_SMTP_URL", url)
    monkeypatch.setenv("PROGRAMME_SMTP_FROM", FROM)
    return mail_server()


def test_without_the_setting_there_is_no_mail_server() -> None:
    assert (mail_server(), sender_address()) == (None, "")


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.fi", MailServer("mail.example.fi", 25, FROM, starttls=True)),
        ("smtp://mail.example.fi?starttls=never", MailServer("mail.example.fi", 25, FROM)),
        ("smtps://mail.example.fi/", MailServer("mail.example.fi", 465, FROM, tls=True)),
        ("smtp://localhost", MailServer("localhost", 25, FROM)),
        ("smtp://[::1]:2525", MailServer("::1", 2525, FROM)),
        ("smtp://127.0.0.1?starttls=require", MailServer("127.0.0.1", 25, FROM, starttls=True)),
        (
            "smtp://a%40b:p%2Fq@mail.example.fi",
            MailServer("mail.example.fi", 587, FROM, starttls=True, user="a@b", password="p/q"),
        ),
        (
            "smtps://a:b@mail.example.fi:4650",
            MailServer("mail.example.fi", 4650, FROM, tls=True, user="a", password="b"),
        ),
    ],
)
def test_the_address_says_it_all(
    monkeypatch: pytest.MonkeyPatch, url: str, server: MailServer
) -> None:
    found = named(monkeypatch, url)
    assert found == server
    assert not server.password or server.password not in repr(found)


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.fi",
        "http://mail.example.fi",
        "smtp://",
        "smtp://secret:secret@",
        "smtp://mail.example.fi:port",
        "smtp://mail.example.fi/box",
        "smtp://mail.example.fi?starttls=maybe",
        "smtp://mail.example.fi?tls=require",
        "smtp://mail.example.fi?starttls=never&starttls=require",
        "smtp://user:secret@mail.example.fi?starttls=never",
        "smtp://user:secret%C3%A4@mail.example.fi",
    ],
)
def test_an_address_that_cannot_be_used_is_said_without_its_secret(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    with pytest.raises(WrongSetting, match="PROGRAMME_SMTP_URL") as refused:
        named(monkeypatch, url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "sender", ["", "toimisto", "tömistö@a.fi", "two@a.fi, three@b.fi", "a@b.fi\r\nBcc: c@d.fi"]
)
def test_letters_need_a_sender(monkeypatch: pytest.MonkeyPatch, sender: str) -> None:
    monkeypatch.setenv("PROGRAMME_SMTP_URL", "smtp://localhost")
    monkeypatch.setenv("PROGRAMME_SMTP_FROM", sender)
    with pytest.raises(WrongSetting, match=r"sender|come from"):
        mail_server()


def test_the_office_is_the_sender_where_no_other_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PROGRAMME_SMTP_URL", "smtp://localhost")
    monkeypatch.setenv("PROGRAMME_OFFICE_EMAIL", FROM)
    found = mail_server()
    assert found is not None
    assert found.sender == FROM
