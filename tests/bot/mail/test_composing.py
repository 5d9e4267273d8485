"""Mails as bytes: whatever is typed, a mail program reads the headers and the text that were meant."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.composing import body_text, compose, header_text
from views.posts.mails import Mail, MailFile

MAIL = Mail(
    sender="releases@acme.example",
    to=("support@vendor.example", "oncall@vendor.example"),
    subject="URGENT: Acme LMS on Standard: 2026.11: der Spieler bleibt weiß",
    text="Hello,\n\nit is weiß.\n",
    message_id="<FN-3-abcdefghij.2@acme.example>",
    references=("<FN-3-abcdefghij.0@acme.example>", "<FN-3-abcdefghij.1@acme.example>"),
    token="FN-3-abcdefghij",
    at=datetime(2026, 11, 30, 10, tzinfo=UTC),
)
WITH_FILES = replace(
    MAIL, files=(MailFile("Bild ä.png", b"\x89PNG\r\n.\r\n"), MailFile("../a\r\nBcc: b.txt", b"plain"))
)
HEADERS = [
    "Content-Type", "MIME-Version", "Content-Transfer-Encoding",
    "From", "To", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
    "Auto-Submitted", "X-Auto-Response-Suppress",
]  # fmt: skip
TYPED = st.lists(
    st.one_of(
        st.text(),
        st.sampled_from(
            [
                "\r\n",
                "\n",
                "\r",
                "\r\nBcc: eve@evil.example",
                "\r\n\r\n<html>",
                "\n.\n",
                "=?utf-8?q?=0ABcc:?=",
                "=?",
                "?=",
            ]
        ),
        st.sampled_from(
            ["\0", "\x85", "\u2028", "\u202e", "\ud800", "ü", "日本語", "🙂", "  ", "\t", "From ", "x" * 990]
        ),
    )
).map("".join)


def read(content: bytes) -> EmailMessage:
    """Read a mail as a mail program does, which knows no line ends but its own."""
    mail = message_from_bytes(content.replace(b"\r\n", b"\n"), policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_mail_says_who_writes_to_whom_about_what_and_that_no_person_did() -> None:
    mail = read(compose(MAIL))

    assert mail["From"] == "Fortnight <releases@acme.example>"
    assert mail["To"] == "support@vendor.example, oncall@vendor.example"
    assert mail["Subject"] == MAIL.subject
    assert mail["Date"].datetime == MAIL.at
    assert mail["Message-ID"] == MAIL.message_id
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert (mail.get_content_type(), mail.get_content_charset()) == ("text/plain", "utf-8")
    assert mail.get_content() == MAIL.text


def test_an_answer_goes_to_us_and_brings_the_token_along() -> None:
    (address,) = read(compose(MAIL))["Reply-To"].addresses

    assert address.addr_spec == MAIL.sender
    assert address.display_name == "Fortnight [FN-3-abcdefghij]"


def test_a_mail_follows_all_that_came_before_it() -> None:
    mail = read(compose(MAIL))

    assert mail["In-Reply-To"] == MAIL.references[-1]
    assert mail["References"].split() == list(MAIL.references)


def test_the_first_mail_follows_none() -> None:
    assert not {"References", "In-Reply-To"} & set(read(compose(replace(MAIL, references=()))).keys())


def test_the_same_mail_makes_the_same_bytes() -> None:
    assert compose(MAIL) == compose(MAIL)


@given(subject=TYPED, text=TYPED)
def test_whatever_is_typed_reads_back_as_it_was_meant(subject: str, text: str) -> None:
    mail = read(compose(replace(MAIL, subject=subject, text=text)))

    assert list(mail.keys()) == HEADERS
    assert mail["Subject"] == header_text(subject)
    assert mail.get_content().rstrip("\n") == body_text(text).rstrip("\n")
    assert not mail.defects


@given(subject=TYPED, text=TYPED)
def test_whatever_is_typed_every_line_is_short_ascii_and_ends_as_smtp_wants(subject: str, text: str) -> None:
    content = compose(replace(MAIL, subject=subject, text=text))

    assert content.isascii()
    assert content.endswith(b"\r\n")
    assert not re.search(rb"[^\r]\n|\r[^\n]", content)
    assert max(map(len, content.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    "typed",
    [
        "a\r\nBcc: eve@evil.example",
        "a\nBcc: eve@evil.example",
        "a\rBcc: eve@evil.example",
        "a\u2028Bcc: eve@evil.example",
    ],
)
def test_a_line_that_is_typed_into_a_subject_is_no_header(typed: str) -> None:
    mail = read(compose(replace(MAIL, subject=typed)))

    assert mail["Bcc"] is None
    assert mail["Subject"] == "a Bcc: eve@evil.example"


def test_what_looks_like_an_encoded_word_is_shown_as_it_was_typed() -> None:
    typed = "=?utf-8?q?URGENT=0D=0ABcc:_eve=40evil.example?="

    assert read(compose(replace(MAIL, subject=typed)))["Subject"] == typed


def test_files_arrive_as_they_are_behind_the_text_and_always_in_the_same_bytes() -> None:
    mail = read(compose(WITH_FILES))

    text = mail.get_body(("plain",))
    assert text
    assert text.get_content() == MAIL.text
    found = [
        (part.get_filename(), part.get_content_type(), part.get_content()) for part in mail.iter_attachments()
    ]
    assert found == [
        ("Bild ä.png", "image/png", b"\x89PNG\r\n.\r\n"),
        ("aBcc b.txt", "text/plain", "plain"),
    ]
    assert mail["Bcc"] is None
    assert compose(WITH_FILES) == compose(WITH_FILES)
