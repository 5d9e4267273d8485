"""Mails that nobody should send, and somebody does: each gives what could be read, and says what could not.

Nothing here may take long: a mail is never worth more than a few seconds, whoever wrote it.
"""

import pickle
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.attachments import content_of
from bot.mail.bodies import TEXT_MAX
from bot.mail.reading import read
from rollouts.incoming_mail import IncomingMail, Unread
from rollouts.texts import is_readable

CORPUS = [file.read_bytes() for file in sorted((Path(__file__).parent / "corpus").glob("*.eml"))]
HEAD = b"From: Priya <priya@vendor.example>\nDate: Tue, 24 Nov 2026 10:00:00 +0000\nSubject: fixed\n"
SECONDS = 8
"""Of the processor's time, on a slow machine under a tracer; what grows with the square takes minutes."""


def mail_of(*pieces: bytes, head: bytes = HEAD) -> bytes:
    return head + b"".join(pieces)


def typed(content_type: bytes, *body: bytes) -> bytes:
    return mail_of(b"Content-Type: " + content_type + b"\n\n", *body)


def read_in_time(raw: bytes) -> IncomingMail:
    begun = time.process_time()
    mail = read(raw, authserv_id="mx.acme.example")
    assert time.process_time() - begun < SECONDS
    return mail


def test_thirty_megabytes_of_attachment_are_not_read_to_be_named() -> None:
    file = b"QUJD" * 19 + b"\n"
    parts = b"--b\n\nsee the file\n--b\nContent-Type: application/zip; name=a.zip\n"
    encoding = b"Content-Transfer-Encoding: base64\n\n"

    mail = read_in_time(typed(b"multipart/mixed; boundary=b", parts, encoding, file * 390_000, b"\n--b--\n"))

    assert mail.text == "see the file"
    assert [(each.name, each.size) for each in mail.attachments] == [("a.zip", 57 * 390_000)]
    assert not mail.unread


@pytest.mark.parametrize(
    ("raw", "unread"),
    [
        (typed(b"text/plain", b"hello world\n" * 2_500_000), {Unread.LENGTH}),
        (typed(b"text/plain", b"a" * 30_000_000), {Unread.LENGTH}),
        (typed(b"text/html", b"<p>" + b"hello world " * 2_500_000), {Unread.LENGTH}),
        (b"Subject: " + b"a" * 30_000_000, {Unread.LENGTH, Unread.HEADERS, Unread.SENDER, Unread.DATE}),
    ],
    ids=["lines", "one line", "html", "a header"],
)
def test_of_a_mail_without_end_the_beginning_is_read(raw: bytes, unread: set[Unread]) -> None:
    mail = read_in_time(raw)

    assert mail.unread == unread
    assert mail.text
    assert len(mail.whole) <= TEXT_MAX


def test_two_thousand_parts_within_each_other_are_read_down_to_a_depth() -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)
    )

    assert Unread.PARTS in read_in_time(mail_of(nested, b"\nhello")).unread


def test_of_two_thousand_parts_beside_each_other_the_first_are_read() -> None:
    mail = read_in_time(typed(b"multipart/mixed; boundary=b", b"--b\n\nhello\n" * 2_000))

    assert mail.text.startswith("hello")
    assert mail.unread == {Unread.PARTS}


LONG = [
    typed(b"multipart/mixed; boundary=b", b"\n--bx" * 2_000_000),
    mail_of(*[b"Content-Type: multipart/mixed; boundary=b\n\n--b\n"] * 40, b"\n--bx" * 300_000),
    mail_of(b"\nhello", head=b"X-A: b\n" * 100_000),
    mail_of(b"References: " + b"<a@b> " * 40_000 + b"\n\nhello"),
    mail_of(b"\nhello", head=b"From: " + b"(" * 60_000 + b"\n"),
    mail_of(b"\nhello", head=b"From: " + b'"\\' * 60_000 + b"\n"),
    mail_of(b"\nhello", head=b"Subject: " + b"=?a?q?" * 40_000 + b"\n"),
    mail_of(b"Authentication-Results: mx.acme.example; " + b"(" * 60_000 + b"\n\nhello"),
    typed(b"text/plain" + b'; a="' * 8_000, b"hello"),
    typed(b"text/plain" + b"".join(b"; name*%d*=x" % n for n in range(2_000)), b"hello"),
    typed(b"text/html", b"<table>", b"<tr><td>x" * 5_000, b"<tr><td>", b"y" * 200_000),
    typed(b"text/html", b"<table><tr>", b"<td>x" * 6_000, b"<tr><td>" * 5_000),
    typed(b"text/html", b"<table><tr><td>x" * 20_000),
    typed(b"text/html", b"<blockquote type=cite>x</blockquote>y" * 8_000),
    typed(b"text/html", b'<div style="padding-left:9999999em;margin-top:99999999em">x</div>' * 100),
    typed(b"text/html", b"<" * 300_000),
    typed(b"text/html", b"<!--" * 70_000),
    typed(b"text/html", b"<ul><li>x" * 10_000),
    typed(b"text/plain", b"a\n" * 40_000),
    typed(b"text/plain", b"On 2026 x@y:\n" * 15_000),
    typed(b"text/plain", (b"2026-" + b"a." * 240 + b":\n") * 400),
    typed(b"text/plain", b"From: x\nTo: y\n" * 5_000),
    typed(b"text/plain", b"> x\ny\n" * 33_000),
    typed(b"text/plain", b"> Begin forwarded message:\ny\n" * 6_000),
    typed(b"text/plain", (b"-" * 490 + b"\n") * 400),
    typed(b"text/plain", (b"sent " * 23 + b"\n") * 1_700),
    typed(b"text/plain", b"--\nx\n" * 40_000),
    typed(b"text/plain; format=flowed", b"a \n" * 60_000),
    typed(b"text/plain; charset=punycode", b"a-" * 60_000),
]


@pytest.mark.exhaustive(quick=6)
@pytest.mark.parametrize("raw", LONG, ids=map(str, range(len(LONG))))
def test_what_is_made_to_take_long_does_not(raw: bytes) -> None:
    read_in_time(raw)


@pytest.mark.parametrize("tag", [b"<div>", b"<b>", b"<div class=signature>"])
def test_a_page_too_deep_to_be_laid_out_gives_its_words(tag: bytes) -> None:
    mail = read_in_time(typed(b"text/html", tag * 5_000, b"hello<script>var x</script>"))

    assert mail.text == "hello"
    assert mail.unread == {Unread.HTML}


@pytest.mark.parametrize(
    "charset", [b"x-unknown", b"rot13", b"idna", b"unicode_escape", b"undefined", b"a" * 500, b"\0"]
)
def test_an_unknown_character_set_is_guessed_and_noted(charset: bytes) -> None:
    mail = read(typed(b'text/plain; charset="' + charset + b'"', "café".encode()))

    assert mail.text == "café"
    assert mail.unread == {Unread.CHARSET}


@pytest.mark.parametrize(
    ("charset", "data", "shown", "unread"),
    [
        (b"us-ascii", "café".encode(), "café", set()),
        (b"utf-8", "café".encode("cp1252"), "café", {Unread.CHARSET}),
        (b"gb2312", "镕".encode("gb18030"), "镕", set()),
        (b"ks_c_5601-1987", "똠".encode("cp949"), "똠", set()),
        (b"iso-8859-8-i", "שלום".encode("cp1255"), "שלום", set()),
        (b"utf-16", b"\0", "\ufffd", {Unread.CHARSET}),
    ],
)
def test_a_character_set_is_read_as_programs_mean_it(
    charset: bytes, data: bytes, shown: str, unread: set[Unread]
) -> None:
    mail = read(typed(b"text/plain; charset=" + charset, data))

    assert mail.text == shown
    assert mail.unread == unread


def test_without_a_character_set_it_is_utf_8_or_else_western() -> None:
    assert read(mail_of(b"\n" + "café".encode())).text == "café"
    assert read(mail_of(b"\n" + "café".encode("cp1252"))).text == "café"


def test_base64_that_was_cut_off_gives_what_is_whole() -> None:
    mail = read(mail_of(b"Content-Transfer-Encoding: base64\n\naGVsbG8gd29ybGQ\n!\n"))
    cut = read(mail_of(b"Content-Transfer-Encoding: base64\n\naGVsbG8gd29ybGQx\nA\n"))

    assert (mail.text, set(mail.unread)) == ("hello world", set())
    assert (cut.text, set(cut.unread)) == ("hello world1", {Unread.ENCODING})


def test_an_unknown_transfer_encoding_is_noted() -> None:
    mail = read(mail_of(b"Content-Transfer-Encoding: x-uuencode\n\nhello"))

    assert (mail.text, set(mail.unread)) == ("hello", {Unread.ENCODING})


@pytest.mark.parametrize(
    "content_type", [b"multipart/mixed", b"multipart/mixed; boundary=b", b"nonsense", b'text/plain; "']
)
def test_a_mail_of_parts_without_any_is_read_as_text(content_type: bytes) -> None:
    assert read(typed(content_type, b"hello")).text == "hello"


def test_a_part_that_never_ends_is_read_to_the_end() -> None:
    assert read(typed(b"multipart/mixed; boundary=b", b"--b\n\nhello")).text == "hello"
    assert read(typed(b"multipart/mixed; boundary=b", b"--b\n\nhello\n--b")).text == "hello"


def test_nothing_that_no_database_holds_comes_out() -> None:
    raw = b"From: a\0b <a@vendor.example>\nSubject: \0\xed\xa0\x80\n\none\0two\xed\xa0\x80\x1b[31m\x85three"

    mail = read(raw)

    assert is_readable(mail.subject + mail.whole + mail.text + str(mail.sender))
    assert "\x1b" not in mail.text


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"\r\n", b"\0", b"\r", b":", b"From ", b"\n\n", b"a", b"\xff\xfe" * 50]
)
def test_hardly_any_bytes_are_a_mail_too(raw: bytes) -> None:
    mail = read(raw)

    assert mail.sender is None
    assert Unread.SENDER in mail.unread


def test_a_page_of_nothing_has_no_words_and_nothing_is_noted() -> None:
    assert read(typed(b"text/html", b" ")).unread == set()
    assert read(typed(b"text/html", b"<p></p>")).unread == set()
    assert read(typed(b"text/html", b"<?xml version='1.0'?>just words")).text == "just words"


JUNK = st.sampled_from(
    [
        b"\0",
        b"\n",
        b"\r\n\r\n",
        b"--",
        b">",
        b"<",
        b"&",
        b"=?utf-8?B?",
        b"?=",
        b"=\n",
        b"\xff",
        b"\xed\xa0\x80",
        b'"',
        b"(",
    ]
) | st.binary(max_size=20)


@st.composite
def broken_mails(draw: st.DrawFn) -> bytes:
    """A mail of the corpus, with bytes put in, taken out, repeated and exchanged with those of another."""
    raw = draw(st.sampled_from(CORPUS))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(raw)))
        to = draw(st.integers(at, min(len(raw), at + 400)))
        match draw(st.sampled_from(["put in", "take out", "repeat", "exchange"])):
            case "put in":
                raw = raw[:at] + draw(JUNK) + raw[at:]
            case "take out":
                raw = raw[:at] + raw[to:]
            case "repeat":
                raw = raw[:to] + raw[at:to] * draw(st.integers(1, 5)) + raw[to:]
            case _:
                other = draw(st.sampled_from(CORPUS))
                raw = raw[:at] + other[draw(st.integers(0, len(other))) :]
    return raw


@given(raw=broken_mails() | st.binary(max_size=300))
def test_any_bytes_give_a_mail_that_can_be_kept(raw: bytes) -> None:
    mail = read_in_time(raw)

    texts = [mail.message_id, mail.subject, mail.text, mail.whole, *mail.references]
    texts += [word for each in (mail.sender, *mail.recipients) if each for word in (each.name, each.address)]
    texts += [word for file in mail.attachments for word in (file.name, file.type)]
    assert all(is_readable(each) for each in texts)
    assert not any("\n" in each or "\r" in each for each in texts if each not in {mail.text, mail.whole})
    assert all(file.name and "/" not in file.name and file.size >= 0 for file in mail.attachments)
    assert all(len(content_of(raw, file)) >= 0 for file in mail.attachments)
    assert mail.verified is False
    assert pickle.loads(pickle.dumps(mail)) == mail  # noqa: S301 - our own
