"""Which mails no person wrote and sent; none of them is ever answered."""

from pathlib import Path

import pytest

from bot.mail.reading import read
from rollouts.incoming_mail import Automatic

AUTO_REPLY, BOUNCE, GENERATED, BULK = Automatic
CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Subject: Re: player is blank", None),
        ("Auto-Submitted: no", None),
        ("Precedence: first-class", None),
        ("Return-Path: <priya@vendor.example>", None),
        ("Auto-Submitted: auto-replied (vacation)", AUTO_REPLY),
        ("Auto-Submitted: AUTO-REPLIED; owner-email=x@vendor.example", AUTO_REPLY),
        ("Precedence: auto_reply", AUTO_REPLY),
        ("X-Autoreply: yes", AUTO_REPLY),
        ("Return-Path: <>", AUTO_REPLY),
        ("Auto-Submitted: auto-generated\nSubject: Automatische Antwort: player is blank", AUTO_REPLY),
        ("Precedence: bulk\nSubject: Out of office: player is blank", AUTO_REPLY),
        ("Content-Type: multipart/report; report-type=disposition-notification; boundary=b", AUTO_REPLY),
        ("Content-Type: multipart/report; report-type=delivery-status; boundary=b", BOUNCE),
        ("X-Failed-Recipients: support@vendor.example", BOUNCE),
        ("From: MAILER-DAEMON@mail.acme.example", BOUNCE),
        ("Auto-Submitted: auto-generated", GENERATED),
        ("Auto-Submitted: auto-notified", GENERATED),
        ("Precedence: list", BULK),
        ("List-Id: news <news.vendor.example>", BULK),
        ("List-Unsubscribe: <mailto:off@vendor.example>", BULK),
    ],
)
def test_a_mail_that_no_person_sent_is_known_by_its_headers(head: str, kind: Automatic | None) -> None:
    assert read(f"{head}\n\nhello".encode()).automatic is kind


def test_a_subject_alone_makes_nobody_an_answering_machine() -> None:
    assert read(b"Subject: Out of office pages are blank\n\nhello").automatic is None


@pytest.mark.parametrize("action", ["delayed", "relayed", "Delivered"])
def test_a_mail_that_is_still_under_way_is_none_that_did_not_arrive(action: str) -> None:
    bounce = (CORPUS / "bounce.eml").read_bytes()
    report = read(bounce.replace(b"Action: failed", f"Action: {action}".encode()))

    assert read(bounce).automatic is BOUNCE
    assert report.automatic is AUTO_REPLY
    assert report.references == read(bounce).references == ("<FN-40-abcdefghij.0@acme.example>",)
