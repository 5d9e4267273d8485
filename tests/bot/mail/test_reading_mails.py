"""What is read of a mail beside its text: who, when, about what, in answer to which, with which files."""

import datetime as dt
from pathlib import Path

import pytest

from bot.mail.attachments import NAME_MAX, content_of, safe_name
from bot.mail.reading import read
from rollouts.incoming_mail import Address, Automatic, Unread

CORPUS = Path(__file__).parent / "corpus"


def raw(name: str) -> bytes:
    return (CORPUS / f"{name}.eml").read_bytes()


def with_headers(*lines: str, body: str = "hello") -> bytes:
    given = {line.partition(":")[0].lower() for line in lines}
    usual = {"from": "From: Priya <priya@vendor.example>", "date": "Date: Tue, 24 Nov 2026 10:00:00 +0000"}
    head = [line for name, line in usual.items() if name not in given]
    return "\r\n".join([*head, *lines, "", body]).encode("utf-8", "surrogateescape")


def test_a_mail_says_who_wrote_it_when_about_what_and_in_answer_to_which() -> None:
    mail = read(raw("outlook_web_plain_line"))

    assert mail.message_id == "<LO2P265MB4418@vendor.example>"
    assert mail.sender == Address("Tom Baker", "tom.baker@vendor.example")
    assert mail.subject == "Re: Acme LMS on Standard: 2026.11: the API answers 502"
    assert mail.sent_at == dt.datetime(2026, 11, 24, 10, 43, 33, tzinfo=dt.UTC)
    assert mail.references == (
        "<FN-15-abcdefghij.1@acme.example>",
        "<LO2P265MB4417@vendor.example>",
        "<FN-15-abcdefghij.0@acme.example>",
    )
    assert mail.recipients == (Address("Fortnight", "releases@acme.example"),)
    assert mail.automatic is None


def test_what_was_cut_is_still_there_in_the_whole() -> None:
    mail = read(raw("outlook_web_plain_line"))

    assert "The request id is 7f3a-11." not in mail.text
    assert mail.whole.endswith("The request id is 7f3a-11.")


@pytest.mark.parametrize(
    ("name", "sender", "subject"),
    [
        (
            "outlook_desktop_german",
            "Jürgen Groß",
            "AW: Acme LMS on Standard: 2026.11: attachments open slowly",
        ),
        ("spanish_latin1_qp", "Íñigo Pérez", "Re: Acme LMS: archivos con «ñ»"),
        ("japanese_iso_2022_jp", "山田太郎", "Re: ログインできない"),
        ("russian_koi8", "Ольга", "Re: Acme LMS on Standard: certificates"),
        ("gmail_mobile_emoji", "Lee Chen", "Re: URGENT: Acme LMS on Standard: 2026.11: no mails 😱"),
    ],
)
def test_names_and_subjects_are_read_in_any_script(name: str, sender: str, subject: str) -> None:
    mail = read(raw(name))

    assert mail.sender is not None
    assert (mail.sender.name, mail.subject) == (sender, subject)


def test_a_letter_divided_between_two_encoded_words_is_one_letter() -> None:
    mail = read(with_headers("Subject: =?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?= au lait"))

    assert mail.subject == "café au lait"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("=?utf-8?B?4pyTIGRvbmU?=", "✓ done"),
        ("=?utf-8?B?4p", "=?utf-8?B?4p"),
        ("=?no-such-set?Q?caf=C3=A9?=", "café"),
        ("caf\udcc3\udca9", "café"),
        ("caf\udce9", "café"),
        ("two\r\n lines", "two lines"),
        ("=?utf-8?Q?inject=0D=0ABcc:_x?=", "inject Bcc: x"),
    ],
)
def test_a_broken_subject_is_read_as_far_as_it_goes(written: str, shown: str) -> None:
    assert read(with_headers(f"Subject: {written}")).subject == shown


def test_a_name_that_looks_like_an_address_does_not_pass_as_one() -> None:
    mail = read(with_headers('From: "support@vendor.example" <eve@elsewhere.example>'))

    assert mail.sender == Address("support@vendor.example", "eve@elsewhere.example")


def test_a_name_with_a_comma_that_was_not_quoted_is_still_one_sender() -> None:
    mail = read(with_headers("From: Raman, Priya <priya@vendor.example>"))

    assert mail.sender == Address("Raman, Priya", "priya@vendor.example")
    assert not mail.unread


@pytest.mark.parametrize(
    "lines",
    [
        ("From: a@vendor.example", "From: b@vendor.example"),
        ("From: a@vendor.example, b@vendor.example",),
        ("From: nobody",),
        ("From:",),
    ],
)
def test_that_a_sender_is_missing_or_not_the_only_one_is_noted(lines: tuple[str, ...]) -> None:
    assert Unread.SENDER in read(with_headers(*lines)).unread


@pytest.mark.parametrize(
    "date",
    [
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "yesterday",
        "",
        "Tue, 24 Nov 2026 10:00:00 +9999",
        "Tue, 99 Nov 2026 10:00:00 +0000",
        "Tue, 24 Nov 99999 10:00:00 +0000",
    ],
)
def test_a_date_that_makes_no_sense_is_none_at_all(date: str) -> None:
    mail = read(with_headers(f"Date: {date}"))

    assert mail.sent_at is None
    assert mail.unread == {Unread.DATE}


def test_a_date_without_a_zone_is_taken_as_universal_time() -> None:
    mail = read(with_headers("Date: Tue, 24 Nov 2026 10:00:00 -0000"))

    assert mail.sent_at == dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)


def test_all_who_got_it_are_there_and_the_name_beside_an_address_too() -> None:
    mail = read(
        with_headers(
            "To: FN-12-k5xq3v7a2m <releases@acme.example>, Ana <ana@acme.example>",
            "Cc: ANA@acme.example",
            "Delivered-To: releases+FN-12@acme.example",
        )
    )

    assert mail.recipients == (
        Address("FN-12-k5xq3v7a2m", "releases@acme.example"),
        Address("Ana", "ana@acme.example"),
        Address("", "releases+fn-12@acme.example"),
    )


def test_files_are_named_by_name_type_and_size() -> None:
    files = read(raw("attachments_and_picture")).attachments

    assert [(file.name, file.type, file.size, file.inline) for file in files] == [
        ("image001.png", "image/png", 70, True),
        ("Anleitung für Protokolle.pdf", "application/pdf", 16, False),
        ("passwd", "text/plain", 12, False),
    ]


def test_what_is_in_a_file_is_read_when_it_is_asked_for() -> None:
    mail = raw("attachments_and_picture")
    files = read(mail).attachments

    assert content_of(mail, files[1]) == b"%PDF-1.4 made up"
    assert len(content_of(mail, files[0])) == files[0].size
    assert content_of(b"From: a@vendor.example\n\nanother mail", files[1]) == b""


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\windows\\notes.txt", "notes.txt"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\0b\r\nc.txt", "abc.txt"),
        ("...", ""),
        (".bashrc", "bashrc"),
        ('x<y>:"z|?*.md', "xyz.md"),
        ("half \ud800 pair.txt", "half pair.txt"),
        ("/", ""),
    ],
)
def test_the_name_of_a_file_is_a_name_and_nothing_more(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("a" * 300 + ".tar.gz") == "a" * (NAME_MAX - 3) + ".gz"
    assert len(safe_name("a" * 300)) == NAME_MAX


def test_a_file_without_a_name_has_one_of_its_type_and_a_mail_within_a_mail_that_of_its_subject() -> None:
    parts = [
        "Content-Type: text/plain\r\n\r\nsee the files",
        "Content-Type: application/pdf\r\n\r\n%PDF",
        "Content-Type: message/rfc822\r\n\r\nSubject: =?utf-8?Q?Pr=C3=A9vu?=: 1/2\r\n\r\nhello",
        "Content-Type: message/rfc822\r\n\r\n\r\nhello",
        "Content-Type: application/pgp-signature; name=signature.asc\r\n\r\nxx",
        "Content-Type: b\xe4d/ty\xdfpe; name=x\r\n\r\nxx",
    ]
    body = "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--"

    mail = read(with_headers("Content-Type: multipart/mixed; boundary=b", body=body))

    assert mail.text == "see the files"
    assert [(file.name, file.type) for file in mail.attachments] == [
        ("attachment.pdf", "application/pdf"),
        ("2.eml", "message/rfc822"),
        ("mail.eml", "message/rfc822"),
        ("x", "application/octet-stream"),
    ]


def test_a_bounce_names_the_mail_that_it_brings_back() -> None:
    mail = read(raw("bounce"))

    assert mail.automatic is Automatic.BOUNCE
    assert mail.references == ("<FN-40-abcdefghij.0@acme.example>",)


def test_text_that_only_says_that_there_is_html_gives_way_to_it() -> None:
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nThis mail needs HTML.\r\n"
        "--b\r\nContent-Type: text/html\r\n\r\n<p>" + "The release moves to 17 March. " * 20 + "</p>\r\n--b--"
    )

    mail = read(with_headers("Content-Type: multipart/alternative; boundary=b", body=body))

    assert mail.text.startswith("The release moves to 17 March.")


def test_an_alternative_of_html_alone_or_of_empty_text_is_read() -> None:
    html = "--b\r\nContent-Type: text/html\r\n\r\n<p>done</p>\r\n"
    empty = "--b\r\nContent-Type: text/plain\r\n\r\n \r\n"
    head = "Content-Type: multipart/alternative; boundary=b"

    assert read(with_headers(head, body=f"{html}--b--")).text == "done"
    assert read(with_headers(head, body=f"{empty}{html}--b--")).text == "done"


def test_tables_within_a_table_that_only_lays_out_a_page_stay_tables() -> None:
    dates = (
        "<table><tr><th>Server</th><th>Date</th></tr><tr><td>Standard</td><td>15 December</td></tr></table>"
    )
    page = f"<table><tbody><tr><td>News</td></tr><tr><td><h1>2026.12</h1>{dates}</td></tr></tbody></table>"

    mail = read(with_headers("Content-Type: text/html", body=page))

    assert mail.text == "News\n\n2026.12\n\nServer    Date\nStandard  15 December"


def test_a_list_keeps_its_levels() -> None:
    page = "<ul><li>one<ul><li>within</li></ul></li><li>two</li></ul><p>done</p>"

    mail = read(with_headers("Content-Type: text/html", body=page))

    assert mail.text == "  * one\n      + within\n  * two\n\ndone"


def test_an_encrypted_mail_says_that_it_is() -> None:
    body = "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b--"

    mail = read(with_headers("Content-Type: multipart/encrypted; boundary=b", body=body))

    assert mail.unread == {Unread.ENCRYPTED}
