"""Stores the newest schema with something in every table: `python -m tests.storage.schemas.store`.

Run it with each new migration, and commit the two files that it writes. They are never changed again: a test
upgrades each of them, as a database that a Fortnight of that time has filled.
"""

import sqlite3
import subprocess
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, insert, make_url

from rollouts import kinds
from rollouts.cases import Case, CaseState, Note, NoteKind
from rollouts.checks import SMOKE_TESTS, Check, CheckState
from rollouts.deliveries import Action, Announcement, Delivery, Key, Message, NewDelivery, Pause, State
from rollouts.feeds import Feed, KnownFeed, Validators
from rollouts.history import Change, Kept, check_field
from rollouts.incoming_mail import Address, Attachment, Automatic, IncomingMail, Unread
from rollouts.integrations import Environment, Integration
from rollouts.kinds import Placement
from rollouts.mail_files import MailFile
from rollouts.mailboxes import Mailbox
from rollouts.news import DayOrder, Fact, News, OptInNews
from rollouts.news_drafts import DraftState, NewsDraft, ReadEntry, Source, SourceKind
from rollouts.people import LookedUp
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.received_mails import ReceivedMail
from rollouts.releases import DocLink, OptIn, Release, Stage, Status, UiChange
from rollouts.said import wording_of
from rollouts.servers import DEFAULT_SERVERS
from rollouts.settings import Setting
from rollouts.statements import Statement, statement_of
from rollouts.topics import Topic, TopicKind
from rollouts.verdict import AcceptedRisk
from storage import postgres, sqlite
from storage.ledger import SqlLedger
from storage.schema import known_versions, migrate
from storage.tables import WORKSPACES
from tests.storage.postgres_server import running
from tests.support.stored import put

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SHUT_AT = NOW - timedelta(microseconds=1)

WORDS = '"2026.11 is live on Standard."'

LIVE = Stage("standard", NOW.date(), Status.LIVE, NOW, "U0ANA")
PLANNED = Stage("controlled", NOW.date() + timedelta(days=14))
RELEASE = Release(
    "2026.11",
    "Refresh",
    (LIVE, PLANNED),
    summary="New.",
    ui_changes=(UiChange("Bar", "k1"),),
    opt_ins=(OptIn("Offline mode", "Settings", key="k2"),),
    docs=(DocLink("Notes", "https://vendor.example/notes"),),
    owner="U0ANA",
)

FEED = KnownFeed(
    Feed("Vendor", "https://vendor.example/feed.xml", DayOrder.DAY),
    Validators('"1"', "Mon, 30 Nov 2026 08:00:00 GMT", "abc"),
    looked_at=NOW,
    news_at=NOW,
    trouble="status:404",
    failures=1,
    next_at=NOW + MINUTE,
    rests_until=NOW + MINUTE,
    reader="one",
    held_at=NOW,
)

ANNOUNCED = {
    Topic(TopicKind.RELEASE, "2026.11"): (
        Announcement(kinds.PREVIEW, "standard"),
        Announcement(kinds.REMINDER, "standard"),
        Announcement(kinds.CONFIRMATION, "standard"),
        Announcement(kinds.CORRECTION),
        Announcement(kinds.CONFIRMATION, "controlled"),
        Announcement(kinds.WINDOW_CLOSING, "controlled"),
        Announcement(kinds.OWNER_QUESTION, "standard"),
    ),
    Topic(TopicKind.RELEASE, "2026.12: a patch"): (Announcement(kinds.FYI, "standard"),),
    Topic(TopicKind.CASE, "1"): (
        Announcement(kinds.CASE_OPENED),
        *(Announcement(kinds.CASE_NOTE, number=position) for position in (0, 1)),
        *(Announcement(kinds.CASE_RAISED, number=times) for times in (1, 2)),
        Announcement(kinds.CASE_ANSWER, number=1),
    ),
    Topic(TopicKind.DELIVERY, "3"): (Announcement(kinds.UNSURE),),
    Topic(TopicKind.CHANNEL, "C0SHUT"): (Announcement(kinds.CHANNEL_PAUSED, number=2),),
    Topic(TopicKind.DOWNTIME): (
        Announcement(kinds.DOWNTIME, number=1, posts=(1, 2, 3)),
        Announcement(kinds.DOWNTIME, number=2, posts=(4,)),
    ),
    Topic(TopicKind.ANSWER, "3.000100 U0ANA"): (Announcement(kinds.SHARED_ANSWER),),
}
"""Every kind of announcement, with each sort of thing that tells it from others of its kind."""


def fill(connection: Connection) -> None:
    """Write something of everything, as two workspaces."""
    for key in ("T0ACME", "T0OTHER"):
        connection.execute(insert(WORKSPACES).values(key=key))
        _fill(SqlLedger(connection, workspace=key, policy=Policy(), now=NOW))


def _fill(ledger: Ledger) -> None:
    ledger.save_servers(DEFAULT_SERVERS)
    ledger.save_integration(
        Integration("Acme LMS", "C0ACME", ("U0ANA",), (Environment("production", "controlled"),))
    )
    ledger.save_release(RELEASE)
    ledger.save_release(Release("2026.12: a patch", "Patch", (PLANNED,), affects_integrations=False))
    passed = Check(
        *("2026.11", "Acme LMS", "production", "controlled", SMOKE_TESTS, CheckState.PASSED, "U0ANA", NOW)
    )
    ledger.save_check(replace(passed, state=CheckState.PROBLEM, note="Grey.", case=1, before=passed))
    notes = Note(NoteKind.DETAILS, "U0ANA", NOW, "It hangs."), Note(NoteKind.ACKNOWLEDGED, "U0BEN", NOW)
    ledger.save_case(
        Case(
            *("U0ANA", NOW, "C0ACME", "C0HELP"),
            state=CaseState.ACKNOWLEDGED,
            release="2026.11",
            integrations=("Acme LMS",),
            notes=notes,
        )
    )
    ledger.choose(Setting.SUPPORT_GROUP, "S0HELP")
    ledger.pause(Pause("C0SHUT", "is_archived", SHUT_AT, number=2))
    ledger.keep_looked_up(LookedUp("S0RELEASES", members=("U0ANA",)))
    ledger.keep_answer("3.000100 U0ANA", '{"text":"Live.","parts":[]}')
    _fill_mails(ledger)
    news = News(
        name=Fact("2027.1", "Release 2027.1 is coming."),
        dates={"standard": Fact(NOW.date(), "Standard: today.")},
        opt_ins=(Fact(OptInNews("Offline mode", "", enabled_by_default=None), "Offline mode"),),
        docs=(Fact(RELEASE.docs[0], "The notes."),),
    )
    entry = ReadEntry("<1@vendor.example>", "a1", NOW, news)
    source = Source(SourceKind.MAIL, "releases@vendor.example")
    ledger.save_draft(NewsDraft(source, "2027 1", (entry,), DraftState.OPEN, NOW))
    put_off = NewsDraft(source, "2027 2", (entry,), DraftState.LATER, NOW, "U0MAYA", put_off_to=NOW.date())
    ledger.save_draft(put_off)
    ledger.remember("press 1767171600.000100 confirm_live U0ANA 3.000100 confirm")
    ledger.note_changes([Change(NOW, "U0ANA", Kept.RELEASE, "2026.11", "title", "Old", "Refresh", "why")])
    ledger.accept_risk(AcceptedRisk("2026.11", "controlled", "U0MAYA", NOW, "The workaround is known."))
    smoke_tests = check_field("Acme LMS", "production", str(SMOKE_TESTS))
    ledger.note_changes([Change(NOW, "U0ANA", Kept.CHECK, "2026.11", smoke_tests, None, "passed")])
    for topic, announcements in ANNOUNCED.items():
        for announcement in announcements:
            _deliver(ledger, topic, announcement)


def _fill_mails(ledger: Ledger) -> None:
    mail = IncomingMail(
        message_id="<1@vendor.example>",
        sender=Address("Priya", "priya@vendor.example"),
        subject="Re: player is blank",
        sent_at=NOW,
        references=("<FN-1-abcdefghij.0@acme.example>",),
        recipients=(Address("", "releases@acme.example"),),
        text="Fixed.",
        whole="Fixed.\n\n> It hangs.",
        attachments=(Attachment("log.txt", "text/plain", 12, inline=False, part=2),),
        automatic=Automatic.GENERATED,
        verified=True,
        unread=frozenset({Unread.DATE}),
    )
    ledger.keep_mail(ReceivedMail(NOW, mail, 1, is_from_vendor=True), "1")
    ledger.keep_mail(ReceivedMail(NOW, replace(mail, message_id="<2@elsewhere.example>")), "2")
    ledger.keep_mail_files(1, [MailFile("log.txt", b"It hangs.")])
    ledger.save_feed(FEED)
    ledger.save_mailbox(Mailbox("releases@mail.example/INBOX", 1_792_000_000, 4_000_000_000, "one", NOW))


def _deliver(ledger: Ledger, topic: Topic, announcement: Announcement) -> None:
    """Write the announcement in every state, and an update of it."""
    put(ledger, (_stood(state, Key(topic, announcement, f"C0{state.name}")) for state in State))
    said = (each for each in ledger.deliveries(topic, of=announcement) if each.wording)
    ledger.keep_words({each.id: WORDS for each in said})
    ledger.plan(
        [NewDelivery(Key(topic, announcement, "C0SENT", 1), NOW + MINUTE, action=Action.UPDATE)],
    )


def _stood(state: State, key: Key) -> Delivery:
    planned = Delivery(0, key, NOW, state=state)
    begun = replace(planned, attempts=1, started_at=NOW)
    match state:
        case State.PLANNED:
            return planned
        case State.CLAIMED:
            return begun
        case State.SENT:
            message = Message(key.channel, "3.000100")
            done = replace(begun, finished_at=NOW + MINUTE, message=message, thread="1.000100")
            return replace(done, statement=_told(key), wording=wording_of(done, WORDS) if _told(key) else "")
        case State.WAITING | State.UNKNOWN:
            return replace(begun, next_at=NOW + MINUTE, lost_at=NOW, reason="answer_lost")
        case State.SKIPPED | State.FAILED:
            return replace(begun, finished_at=NOW, reason="no_longer_planned")


def _told(key: Key) -> Statement | None:
    is_told = key.topic == RELEASE.topic and key.announcement.kind.placement is Placement.CARD_OR_REPLY
    return statement_of(release=RELEASE, today=NOW.date()) if is_told else None


def of_sqlite() -> str:
    """Return a filled SQLite file as SQL."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "filled.db"
        engine = sqlite.engine_for(file)
        migrate(engine, partial(sqlite.upgrading, engine))
        with engine.begin() as connection:
            fill(connection)
        engine.dispose()
        with closing(sqlite3.connect(file)) as filled:
            return "\n".join(filled.iterdump()) + "\n"


def of_postgres() -> str:
    """Return a filled PostgreSQL database as SQL."""
    with running() as server:
        url = make_url(server.create("filled"))
        engine = postgres.engine_for(url)
        migrate(engine, partial(postgres.upgrading, url))
        with engine.begin() as connection:
            fill(connection)
        engine.dispose()
        dump = server.programs / "pg_dump"
        how = ("--inserts", "--no-owner", "--no-privileges", "-h", "127.0.0.1", "-U", "postgres")
        command = [str(dump), *how, "-p", str(server.port), "filled"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    kept = (line for line in done.stdout.splitlines() if line and not line.startswith(("--", "\\", "SET ")))
    return "\n".join(line for line in kept if "set_config" not in line) + "\n"


if __name__ == "__main__":
    version = known_versions()[-1]
    for kind, text in (("sqlite", of_sqlite()), ("postgres", of_postgres())):
        file = HERE / f"{version}.{kind}.sql"
        file.write_text(text)
        print(f"Wrote {file}: {len(text.splitlines())} lines.")  # noqa: T201 - a command
