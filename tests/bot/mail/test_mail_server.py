"""The settings of the mail server: what is taken, and what is refused without repeating it."""

import pytest

from bot.mail.server import MailFolder, MailServer, Secrecy, mail_address, mail_folder, mail_server


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtps://mail.example", MailServer("mail.example", 465, Secrecy.TLS)),
        ("smtp://mail.example", MailServer("mail.example", 587, Secrecy.STARTTLS)),
        ("smtp://mail.example:25/", MailServer("mail.example", 25, Secrecy.STARTTLS)),
        (
            "smtps://releases%40acme.example:p%40ss%3Aw%2Frd%23@mail.example:465",
            MailServer("mail.example", 465, Secrecy.TLS, "releases@acme.example", "p@ss:w/rd#"),
        ),
        ("smtp://localhost:1025", MailServer("localhost", 1025, Secrecy.NONE)),
        ("smtp://127.0.0.1:1025", MailServer("127.0.0.1", 1025, Secrecy.NONE)),
        ("smtp://[::1]:1025", MailServer("::1", 1025, Secrecy.NONE)),
        ("smtp://10.0.0.1:1025", MailServer("10.0.0.1", 1025, Secrecy.STARTTLS)),
        ("smtp://localhost.evil.example", MailServer("localhost.evil.example", 587, Secrecy.STARTTLS)),
    ],
)
def test_an_address_says_where_the_server_is_and_how_the_way_there_is_kept_secret(
    url: str, server: MailServer
) -> None:
    assert mail_server(url) == server


def test_a_setting_lets_a_server_do_without_starttls() -> None:
    assert mail_server("smtp://mail.example", allow_plain=True).secrecy is Secrecy.STARTTLS_IF_OFFERED
    assert mail_server("smtps://mail.example", allow_plain=True).secrecy is Secrecy.TLS


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("imaps://ana:x@mail.example", MailFolder(MailServer("mail.example", 993, Secrecy.TLS, "ana", "x"))),
        (
            "imap://ana:x@mail.example:144/Vendor%20mail/2026/",
            MailFolder(MailServer("mail.example", 144, Secrecy.STARTTLS, "ana", "x"), "Vendor mail/2026"),
        ),
        ("imap://ana@[::1]/", MailFolder(MailServer("::1", 143, Secrecy.NONE, "ana"), "INBOX")),
    ],
)
def test_an_address_of_a_mailbox_says_which_folder_is_read(url: str, folder: MailFolder) -> None:
    assert mail_folder(url) == folder


def test_a_mailbox_has_the_same_name_by_whatever_way_it_is_reached() -> None:
    ways = ("imaps://ana%40acme.example:x@mail.example", "imap://ana%40acme.example:y@mail.example:144/INBOX")

    assert {mail_folder(each).name for each in ways} == {"ana@acme.example@mail.example/INBOX"}


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("imap://mail.example", "says not who reads there"),
        ("imaps://user:se#cret@mail.example", "not the address of a mail server"),
        ("smtps://user:secret@mail.example", "neither imap:// nor imaps://"),
    ],
)
def test_what_is_no_address_of_a_mailbox_is_refused_and_not_repeated(url: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        mail_folder(url)

    assert "cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mail.example", "neither smtp:// nor smtps://"),
        ("https://user:secret@mail.example", "neither smtp:// nor smtps://"),
        ("smtp://", "not the address of a mail server"),
        ("smtp://user:secret@", "not the address of a mail server"),
        ("smtp://user:secret@mail.example:99999", "not the address of a mail server"),
        ("smtp://user:secret@mail.example:0", "not the address of a mail server"),
        ("smtp://user:secret@mail.example:secret", "not the address of a mail server"),
        ("smtp://user:se/cret@mail.example", "not the address of a mail server"),
        ("smtp://user:se#cret@mail.example", "not the address of a mail server"),
        ("smtp://user:se?cret@mail.example", "not the address of a mail server"),
        ("smtp://user:secret@[mail.example", "not the address of a mail server"),
        ("smtp://user:secret%0D%0A@mail.example", "not the address of a mail server"),
        ("smtp://:secret@mail.example", "a password and no user"),
    ],
)
def test_what_is_no_address_of_a_mail_server_is_refused_and_not_repeated(url: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        mail_server(url)

    assert "cret" not in str(refused.value)
    assert "%40" in str(refused.value)


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(mail_server("smtps://user:secret@mail.example"))


@pytest.mark.parametrize("address", ["releases@acme.example", "a.b+c=d@mail.acme-lms.example"])
def test_an_address_is_taken_as_it_is(address: str) -> None:
    assert mail_address(address) == address


@pytest.mark.parametrize(
    "text",
    [
        "vendor", "@vendor.example", "support@", "support@vendor", "a@b@acme.example",
        "Acme <a@acme.example>",
        "a@acme.example\r\nBcc: eve@evil.example", "a b@acme.example", "ä@acme.example",
        f"{'a' * 250}@acme.example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="it is no e-mail address") as refused:
        mail_address(text)

    assert text not in str(refused.value)
