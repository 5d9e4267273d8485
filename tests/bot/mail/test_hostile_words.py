"""Whatever anybody typed anywhere, and whatever it is called: a mail has our headers and no others."""

from dataclasses import replace
from typing import Any

import pytest

from bot.mail.composing import compose
from rollouts.announcing.mail_briefs import MailBrief
from rollouts.case_files import CaseFile
from rollouts.cases import Aspect, Changed, Note, NoteKind, Outcome
from tests.bot.mail.test_composing import read
from tests.golden.cases.case_mails import BRIEF
from tests.support.story import ACME, MANAGER, STANDARD
from tests.views.telling import LIVE_ON_STANDARD
from views.posts.mails import mail_of

HOSTILE = (
    "a\r\nBcc: eve@evil.example\r\n\r\n<script>",
    "a\nBcc: eve@evil.example",
    "a\x0bBcc: eve@evil.example",
    "a\u2028Bcc: eve@evil.example",
    "=?utf-8?q?URGENT=0D=0ABcc:_eve=40evil.example?=",
    "=?utf-8?b?" + "QQ==" * 400 + "?=",
    "ö" * 3000,
    "x" * 10_000,
    "\u202eelpmaxe.live@eve\u202c",
    "\x07\x1b[31m",
)
HEADERS = {
    *("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
    *("X-Auto-Response-Suppress", "Content-Type", "MIME-Version", "Content-Transfer-Encoding"),
}
PLACES = [
    *("summary", "release", "server", "integrations", "details", "changes", "outcome", "files", "reporter")
]


def with_words(where: str, words: str) -> MailBrief:
    """Return a mail's facts in which that is called so, or says so."""
    case = BRIEF.case
    note = Note(NoteKind.DETAILS, MANAGER.id, case.opened_at, words)
    changed = Changed(Aspect.RELEASE, (words,), (words, words))
    briefs: dict[str, Any] = {
        "summary": {"case": replace(case, summary=words)},
        "release": {"release": replace(LIVE_ON_STANDARD, name=words, title=words)},
        "server": {"server": replace(STANDARD, name=words)},
        "integrations": {
            "case": replace(case, integrations=(words, words)),
            "integrations": (replace(ACME, name=words),),
        },
        "details": {"notes": (note,)},
        "changes": {"notes": (replace(note, kind=NoteKind.CHANGED, changes=(changed,)),)},
        "outcome": {"notes": (replace(note, kind=NoteKind.RESOLVED, outcome=Outcome.OTHER),)},
        "files": {"files": (CaseFile("F1", words, 3),)},
        "reporter": {},
    }
    return replace(BRIEF, **briefs[where])


@pytest.mark.parametrize("where", PLACES)
def test_no_words_become_a_header(where: str) -> None:
    for words in HOSTILE:
        brief = with_words(where, words)
        names = {brief.case.opened_by: words} if where == "reporter" else {}

        content = compose(mail_of(brief, names, {"F1": b"abc"}))

        mail = read(content)
        assert set(mail.keys()) <= HEADERS
        assert len(mail.keys()) == len(set(mail.keys()))
        assert mail["To"] == "support@vendor.example"
        assert max(map(len, content.split(b"\r\n"))) <= 998
        assert not mail.defects
