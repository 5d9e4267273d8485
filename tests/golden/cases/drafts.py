"""What managers are asked about the vendor's news, and whoever confirms; and what comes of their press."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from rollouts.announcing.briefs import Brief
from rollouts.deliveries import Action
from rollouts.delivery.draft_questions import judged_in
from rollouts.news_drafts import Source, SourceKind
from rollouts.ports import Ledger
from rollouts.transitions import Verb
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.deciding import (
    Decide,
    Decided,
    PutOff,
    PutOffForm,
    decline_draft,
    enter_draft,
    open_putting_off,
    put_draft_off,
)
from rollouts.usecases.home import AskHome, home
from rollouts.usecases.live import AskLive, what_is_live
from rollouts.usecases.questions import AskInWords, answer_question
from rollouts.usecases.releases import Ask, NewRelease, create_release
from rollouts.usecases.seeing import NotSeenYet
from rollouts.usecases.showing import show_release
from tests.golden.cases.posted import posted
from tests.golden.golden import Golden, one
from tests.golden.views_in_use import drafts, homes, live, questions, release_shown
from tests.support.changing import changed
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.news import LIVE, MOVED, NEWS, asked, news
from tests.support.story import (
    ADMIN,
    ANA,
    MANAGER,
    MINUTE,
    POLICY,
    PREVIEW_DAY,
    STANDARD_DAY,
    START,
    at,
    told_in,
)

LONG = "\n".join(f"- Page {page} {'is brighter than it ever was ' * 5}" for page in range(20, 60))
TEXTS = {
    "a-release": NEWS,
    "late": NEWS.replace("13 January 2027", "16 November 2026").replace(
        "27 January 2027", "30 November 2026"
    ),
    "no-impact": f"{NEWS}\n\nIt has no integration impact.",
    "incomplete": "Preview: release 2027.1. Standard: 13 January 2027",
    "unclear": NEWS.replace("13 January 2027", "01/02/2027"),
    "no-name": "Preview of our next release. Standard: 13 January 2027",
    "controlled-first": NEWS.replace("27 January", "6 January"),
    "past": NEWS.replace("2027\n", "2025\n"),
    "never-entered": "Release 2027.1 is live on Standard.",
    "long": f"{NEWS}\n{LONG}",
    "signs": NEWS.replace("Quieter notifications", "<!channel> *Q&A* <https://x.example|y>"),
    "moved": MOVED,
    "withdrawn": "Release 2026.11 has been withdrawn.",
    "on-hold": "Release 2026.11 is on hold until further notice.",
    "rolled-back": "Release 2026.11 was rolled back on Standard because of blank players.",
    "moved-without-a-day": "Release 2026.11 has been postponed; the new date is in the picture.",
}
SOURCES = {
    "a feed": Source(SourceKind.FEED, "https://vendor.example/news.xml"),
    "a file": Source(SourceKind.FILE, "preview.eml"),
    "a message": Source(SourceKind.MESSAGE, "C0ACME"),
}
NOW = at(PREVIEW_DAY, 10)
CHOSEN = date(2026, 11, 26)


def of_drafts() -> Iterator[Golden]:
    """Yield the golden files of the vendor's news that waits for a manager's word."""
    for name, text in TEXTS.items():
        ledger = _ledger()
        news(ledger, text, NOW, is_verified=name != "late")
        yield posted(name, _asked(ledger, NOW))
    for name, source in SOURCES.items():
        ledger = _ledger()
        news(ledger, NEWS, NOW, source=source)
        yield posted(f"from-{name.replace(' ', '-')}", _asked(ledger, NOW))
    ledger = _ledger()
    news(ledger, TEXTS["withdrawn"], NOW)
    yield posted("withdrawn-to-the-owner", _all_asked(ledger, NOW)[ANA.id])
    ledger = _ledger()
    day = at(STANDARD_DAY, 10)
    confirm(ledger.at(day), Confirm(MANAGER, "2026.11", "standard"))
    news(ledger, TEXTS["rolled-back"], day + MINUTE)
    briefs = _all_asked(ledger, day + MINUTE)
    yield posted("rolled-back-where-it-is-live", briefs[MANAGER.id])
    yield posted("rolled-back-to-the-owner", briefs[ANA.id])
    ledger = _ledger(tuple(f"U0MANAGER{number}" for number in range(5)))
    news(ledger, TEXTS["withdrawn"], NOW)
    yield posted("withdrawn-to-the-owner-among-many", _all_asked(ledger, NOW)[ANA.id])
    yield posted("decided", _decided())
    yield posted("asked-again", _again())
    yield from _answers()
    yield from _words()


def _ledger(managers: tuple[str, ...] = (MANAGER.id,)) -> MemoryLedger:
    ledger = MemoryLedger(replace(POLICY, alerts_to=managers))
    told_in(ledger.at(START))
    deliver(ledger, NOW)
    return ledger


def _asked(
    ledger: MemoryLedger,
    now: datetime,
    action: Action = Action.POST,
    kind: str = "draft",
) -> Brief:
    """Return what the first is asked now."""
    return next(iter(_all_asked(ledger, now, action, kind).values()))


def _all_asked(
    ledger: MemoryLedger, now: datetime, action: Action = Action.POST, kind: str = "draft"
) -> dict[str, Brief]:
    """Return what is asked now, by where."""
    return {
        job.delivery.key.channel: job.brief
        for job in deliver(ledger, now)
        if job.delivery.key.announcement.kind.key == kind and job.delivery.action is action
    }


def _waiting() -> tuple[MemoryLedger, Decide]:
    ledger = _ledger()
    draft = news(ledger, NEWS, NOW)
    asked(ledger, NOW)
    return ledger, Decide(MANAGER, draft.number, draft.version)


def _put_off(ledger: Ledger, decide: Decide) -> Decided:
    return put_draft_off(ledger, PutOff(decide, CHOSEN))


def _decided() -> dict[str, Brief]:
    later = NOW + MINUTE
    found: dict[str, Brief] = {}
    for name, use_case in (
        ("entered", enter_draft),
        ("not for us", decline_draft),
        ("put off", _put_off),
    ):
        ledger, decide = _waiting()
        use_case(ledger.at(later), decide)
        found[name] = _asked(ledger, later, Action.UPDATE)
    ledger, _ = _waiting()
    draft = judged_in(ledger.at(NOW), news(ledger, NEWS, NOW).news).draft
    create_release(ledger.at(later), NewRelease(MANAGER, draft))
    found["settled"] = _asked(ledger, later, Action.UPDATE)
    return found


def _again() -> dict[str, Brief]:
    ledger, _ = _waiting()
    due = at(STANDARD_DAY.replace(month=12, day=23))
    jobs = [job.brief for job in deliver(ledger, due) if job.delivery.key.announcement.kind.key == "draft"]
    ledger, decide = _waiting()
    _put_off(ledger.at(NOW + MINUTE), decide)
    return {
        "the reminder": jobs[0],
        "the one before": jobs[1],
        "on the day to which it was put off": _asked(ledger, at(CHOSEN)),
    }


def _answers() -> Iterator[Golden]:
    variants = {}
    for name, use_case in (("entered", enter_draft), ("not for us", decline_draft), ("later", _put_off)):
        ledger, decide = _waiting()
        variants[name] = drafts.decided(use_case(ledger.at(NOW), decide))
    ledger, decide = _waiting()
    decline_draft(ledger.at(NOW), decide)
    variants["again"] = drafts.decided(enter_draft(ledger.at(NOW), decide))
    ledger, decide = _waiting()
    opened = open_putting_off(ledger.at(NOW), decide)
    assert isinstance(opened, PutOffForm)
    alone = replace(opened, policy=replace(opened.policy, support_channel=None))
    yield Golden(
        "forms/news/put-off",
        {
            "with a support channel": drafts.putting_off_form(opened, channel="C0ACME"),
            "without one": drafts.putting_off_form(alone, channel=None),
        },
    )
    _put_off(ledger.at(NOW), decide)
    variants["put off meanwhile"] = drafts.decided(_put_off(ledger.at(NOW), replace(decide, actor=ADMIN)))
    ledger = _ledger()
    moved = news(ledger, MOVED, NOW)
    decide = Decide(MANAGER, moved.number, moved.version)
    try:
        with ledger.transaction(NOW) as transaction:
            enter_draft(transaction, decide)
    except NotSeenYet as first:
        form = drafts.entering_form(first, draft=1, version=moved.version, channel="C0ACME")
        yield one("forms/news/what-goes-out", form)
        changed = enter_draft(ledger.at(NOW), replace(decide, seen=first.fingerprint))
        variants["changed"] = drafts.decided(changed)
    yield Golden("answers/news/decided", variants)
    ledger = _ledger()
    for number in range(1, 6):
        news(ledger, NEWS.replace("2027.1", f"2027.{number}"), NOW)
    news(ledger, MOVED, NOW)
    put_off = ledger.draft(1)
    assert put_off
    _put_off(ledger.at(NOW), Decide(MANAGER, 1, put_off.version))
    yield one("answers/home/news", homes.home(home(ledger.at(NOW), AskHome(MANAGER))))


def _words() -> Iterator[Golden]:
    day = at(STANDARD_DAY, 10)
    variants: dict[str, Brief] = {}
    for name, is_verified in (("written", True), ("unverified", False)):
        ledger = _ledger()
        news(ledger, LIVE, day, is_verified=is_verified)
        variants[name] = _asked(ledger, day, kind="vendor_word")
        answer = what_is_live(ledger.at(day), AskLive(ANA))
        yield one(f"answers/live/the-vendor-wrote-so-{name}", live.answer(answer))
    ledger = _ledger()
    news(ledger, LIVE, day)
    asked(ledger, day)
    confirm(ledger.at(day + MINUTE), Confirm(ANA, "2026.11", "standard"))
    variants["confirmed"] = _asked(ledger, day + MINUTE, Action.UPDATE, kind="vendor_word")
    ledger = _ledger()
    news(ledger, LIVE, NOW)
    early = what_is_live(ledger.at(NOW), AskLive(ANA))
    yield one("answers/live/the-vendor-wrote-so-early", live.answer(early))
    for name, verb in (("held", Verb.HOLD), ("rolled-back", Verb.ROLLBACK)):
        ledger = _ledger()
        if verb is Verb.ROLLBACK:
            confirm(ledger.at(day), Confirm(ANA, "2026.11", "standard"))
        changed(ledger, verb, day, server="standard", why="The export fails.")
        asked(ledger, day)
        news(ledger, LIVE, day + MINUTE)
        variants[name] = _asked(ledger, day + MINUTE, kind="vendor_word")
        transaction = ledger.at(day + MINUTE)
        glance = live.answer(what_is_live(transaction, AskLive(ANA)))
        yield one(f"answers/live/the-vendor-wrote-so-{name}", glance)
        said = answer_question(transaction, AskInWords(ANA, "is 2026.11 live on standard?"))
        yield one(f"answers/questions/the-vendor-wrote-so-{name}", questions.answer(said))
        whole = show_release(transaction, Ask("2026.11"))
        yield one(f"answers/release/the-vendor-wrote-so-{name}", release_shown(whole))
    yield posted("standard", variants)
