"""E-mails to the vendor: each mail as it is written, and what cards and threads say of it."""

from collections.abc import Iterator
from dataclasses import replace

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief
from rollouts.announcing.mail_briefs import MailBrief
from rollouts.case_files import CaseFile, Fetched, NotFetched
from rollouts.case_mails import is_told
from rollouts.cases import Note, NoteKind, Outcome
from rollouts.deliveries import Announcement, Delivery, Message, Reason, State
from rollouts.delivery.mailing import mail_key
from rollouts.usecases.case_mails import MailSettled
from rollouts.usecases.telling_vendor import ToldVendor
from tests.golden.cases.posted import posted
from tests.golden.cases.support_cases import CASE, CHANGED, MARKED, OPENED, POSTED
from tests.golden.golden import Golden, Words
from tests.golden.views_in_use import case_answers, mail_of, mailto, people_in, to_vendor
from tests.support.story import ACME, ANA, CONTROLLED, MANAGER, MINUTE, POLICY, RELEASE, STANDARD
from tests.views.telling import LIVE_ON_STANDARD
from views.parts import Message as Said

MAILING = replace(
    POLICY, support_emails=("support@vendor.example",), mail_from="releases@acme.example", support_group=None
)
FILES = (
    CaseFile("F1", "grey page & <b>.png", 1_234_567),
    CaseFile("F2", "log.txt", 900),
    CaseFile("F3", "film.mp4", 40_000_000),
    CaseFile("F4", "", 0),
    CaseFile("F5", "sheet.xlsx", 12_000),
)
FETCHED: dict[str, Fetched] = {
    "F1": b"png",
    "F2": b"log",
    "F3": NotFetched.TOO_LARGE,
    "F4": NotFetched.NOT_THERE,
    "F5": NotFetched.NO_SCOPE,
}
NO_SERVER = replace(MAILING, mail_from=None)
TOKEN = "FN-3-abcdefghij"
NAMES = {ANA.id: "Ana Ruiz <ana@acme.example>", MANAGER.id: "Maya Lind"}
BRIEF = MailBrief(
    delivery=12,
    announcement=Announcement(kinds.CASE_MAIL, number=0),
    case=CASE,
    release=LIVE_ON_STANDARD,
    server=POSTED.server,
    servers=(STANDARD, CONTROLLED),
    integrations=(ACME,),
    notes=(),
    is_urgent=True,
    may_be_rolled_back=True,
    token=TOKEN,
    message_id=f"<{TOKEN}.0@acme.example>",
    references=(),
    policy=MAILING,
    now=OPENED + 2 * MINUTE,
)
SENT = Delivery(
    id=12,
    key=mail_key(CASE, 0),
    due_at=OPENED,
    state=State.SENT,
    attempts=1,
    started_at=OPENED + MINUTE,
    finished_at=OPENED + 2 * MINUTE,
    message=Message("support@vendor.example", BRIEF.message_id),
)
TOLD = tuple(kind for kind in NoteKind if is_told(Note(kind, MANAGER.id, OPENED, "On Safari only.")))


def noted(*notes: NoteKind, text: str = "") -> tuple[Note, ...]:
    """Return notes of these kinds, five minutes apart."""
    return tuple(Note(kind, MANAGER.id, OPENED + n * 5 * MINUTE, text) for n, kind in enumerate(notes, 1))


def of_mails() -> Iterator[Golden]:
    """Yield the golden files of all mails, and of what is said of them."""
    yield from _mails()
    yield from _words()
    yield from _on_cards()
    settled = {
        "it arrived": MailSettled(SENT, has_arrived=True),
        "it is sent": MailSettled(SENT, has_arrived=False),
        "again": MailSettled(SENT, has_arrived=True, again=True),
    }
    yield Golden(
        "answers/case/mail", {name: case_answers.mail_settled(each) for name, each in settled.items()}
    )
    yield Golden("answers/case/to-vendor", dict(_told()))


def _told() -> Iterator[tuple[str, Said]]:
    """Yield what those hear who let the vendor be told something, where a tick does not say it."""
    told = noted(NoteKind.TOLD_VENDOR, text="It works on Firefox & <b>Edge</b>.")
    by_hand = replace(
        BRIEF, announcement=Announcement(kinds.CASE_MAIL, number=1), notes=told, policy=NO_SERVER
    )
    nowhere = replace(by_hand, policy=replace(NO_SERVER, support_emails=()))
    answers = {
        "again": ToldVendor(CASE, again=True),
        "by hand": ToldVendor(CASE, by_hand=by_hand),
        "by hand, with files": ToldVendor(CASE, by_hand=replace(by_hand, files=FILES)),
        "by hand, no address": ToldVendor(CASE, by_hand=nowhere),
    }
    assert to_vendor.told(ToldVendor(CASE)) is None
    for name, answer in answers.items():
        if said := to_vendor.told(answer):
            yield name, said


def _mails() -> Iterator[Golden]:
    bare = replace(CASE, integrations=(), summary="", release=None, server=None)
    unknown = replace(BRIEF, case=bare, release=None, server=None, integrations=(), may_be_rolled_back=False)
    many = replace(CASE, integrations=("Acme LMS", "Northwind", "Globex & <Co>"), summary=MARKED)
    shouted = replace(CASE, summary="URGENT!!! urgently needed: the player\nis blank")
    details = noted(NoteKind.DETAILS, NoteKind.REPORTED_AGAIN, text="On Safari only.\nSince 10.")
    first = {
        "urgent": BRIEF,
        "normal": replace(BRIEF, is_urgent=False),
        "not live there yet": replace(BRIEF, release=RELEASE),
        "with details": replace(BRIEF, notes=details),
        "nothing known": unknown,
        "text from people": replace(BRIEF, case=many),
        "typed urgent": replace(BRIEF, case=shouted),
        "typed urgent, normal": replace(BRIEF, case=shouted, is_urgent=False),
        "nobody's name known": BRIEF,
        "with files": replace(BRIEF, files=FILES),
    }
    yield Golden("posts/case-mail/first", {name: _written(each, name) for name, each in first.items()})
    follows = replace(
        BRIEF, announcement=Announcement(kinds.CASE_MAIL, number=1), references=(BRIEF.message_id,)
    )
    later = {
        kind.value.replace("_", " "): replace(
            follows, notes=noted(kind, text="On Safari only."), is_urgent=kind is NoteKind.URGENT
        )
        for kind in TOLD
    }
    resolved = Note(
        NoteKind.RESOLVED,
        MANAGER.id,
        OPENED + MINUTE,
        "Version 4.2.1 helps.",
        outcome=Outcome.FIXED_BY_VENDOR,
    )
    later["resolved, and how"] = replace(follows, notes=(resolved,))
    later["what has changed"] = replace(follows, notes=(replace(CHANGED, at=OPENED + MINUTE),))
    later["several things"] = replace(follows, notes=noted(*TOLD))
    later["told with files"] = replace(follows, notes=noted(NoteKind.TOLD_VENDOR), files=FILES)
    later["nobody's name known"] = replace(follows, notes=details)
    later["nothing known"] = replace(unknown, announcement=follows.announcement, notes=details)
    yield Golden("posts/case-mail/following", {name: _written(each, name) for name, each in later.items()})
    long = replace(BRIEF, case=replace(CASE, summary="ä" * 3000))
    links = {"short": mailto(BRIEF), "long": mailto(long), "to nobody": mailto(replace(BRIEF, policy=POLICY))}
    yield Golden("posts/case-mail/links", {name: Words((link,)) for name, link in links.items()})


def _written(brief: MailBrief, name: str) -> Words:
    mail = mail_of(brief, {} if "nobody" in name else {who: NAMES[who] for who in people_in(brief)}, FETCHED)
    return Words(
        (
            f"From: {mail.sender}",
            f"To: {', '.join(mail.to)}",
            f"Subject: {mail.subject}",
            *([f"References: {' '.join(mail.references)}"] if mail.references else []),
            "",
            mail.text,
            *([f"without files:\n{mail.lighter.text}", mail.left_out] if mail.lighter else []),
        )
    )


def _states() -> dict[str, Delivery]:
    waiting = replace(SENT, state=State.WAITING, attempts=2, message=None, finished_at=None)
    failed = replace(SENT, state=State.FAILED, reason="mail_refused: 550 5.1.1 No such user")
    skipped = replace(SENT, state=State.SKIPPED, message=None, reason=Reason.NO_MAIL_SERVER)
    unknown = replace(SENT, state=State.UNKNOWN, reason="mail_lost")
    return {
        "sent": SENT,
        "sent to some": replace(SENT, reason="mail_not_for: gone@vendor.example: 550 No such user"),
        "sent without files": replace(SENT, reason="mail_without: film.mp4 (40.0 MB), sheet.xlsx (12 kB)"),
        "somebody saw it": replace(SENT, reason=Reason.SOMEBODY_SAW_IT),
        "planned": replace(waiting, state=State.PLANNED, due_at=POSTED.now + MINUTE),
        "under way": replace(waiting, state=State.CLAIMED),
        "unreachable": replace(waiting, reason="mail_unreachable"),
        "said later": replace(waiting, reason="mail_later: 451 4.7.1 Greylisted"),
        "lost, sent once more": replace(waiting, reason="mail_lost", lost_at=OPENED),
        "interrupted, sent once more": replace(waiting, reason=Reason.PROCESS_STOPPED, lost_at=OPENED),
        "tried again": replace(waiting, reason=Reason.TRIED_AGAIN),
        "refused": failed,
        "certificate": replace(failed, reason="mail_certificate: certificate has expired"),
        "no starttls": replace(failed, reason="mail_no_tls"),
        "login": replace(failed, reason="mail_login: 535 5.7.8 Authentication credentials invalid"),
        "unknown": unknown,
        "interrupted": replace(unknown, reason=Reason.PROCESS_STOPPED),
        "no mail server": skipped,
        "closed before": replace(skipped, reason=Reason.ANSWERED),
    }


def _words() -> Iterator[Golden]:
    word = Announcement(kinds.CASE_MAILED, number=0)
    brief = replace(POSTED, announcement=word, policy=MAILING, mailed=BRIEF)
    said = {name: replace(brief, mail=mail) for name, mail in _states().items()}
    said["a mail server by now"] = said["no mail server"]
    said["no mail server"] = replace(said["no mail server"], policy=NO_SERVER)
    nobody = replace(NO_SERVER, support_emails=())
    said["no mail server and no address"] = replace(
        said["no mail server"], policy=nobody, mailed=replace(BRIEF, policy=nobody)
    )
    several = ("support@vendor.example", "oncall@vendor.example")
    said["no mail server, two addresses"] = replace(
        said["no mail server"], policy=replace(nobody, support_emails=several)
    )
    long = replace(CASE, summary="``` <!channel> & more\n" * 400)
    said["refused, long"] = replace(said["refused"], mailed=replace(BRIEF, case=long))
    yield posted("as-it-stands", said)


def _on_cards() -> Iterator[Golden]:
    def briefs(kind: kinds.Kind) -> dict[str, CaseBrief]:
        brief = replace(POSTED, announcement=Announcement(kind), policy=MAILING)
        return {name: replace(brief, mail=mail) for name, mail in _states().items()}

    yield posted("mailed", briefs(kinds.CASE_OPENED))
    yield posted("mailed", briefs(kinds.CASE_IS_OPEN))
