"""What was said and will be said about a release, and a release at a glance: each taken from its life."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from rollouts.announcing.briefs import CorrectionBrief
from rollouts.cases import Case, CaseState
from rollouts.deliveries import Delivery, Key, Lost, Pause, State
from rollouts.drafts import Draft
from rollouts.integrations import Integration
from rollouts.releases import Feature, Standing
from rollouts.statements import StageTold, Statement
from rollouts.transitions import Verb
from rollouts.usecases.confirming import Confirm, confirm
from rollouts.usecases.editing import EditRelease, edit_release
from rollouts.usecases.previewing import preview
from rollouts.usecases.releases import Ask, AskPage, NewRelease, NewReleaseForm, create_release
from rollouts.usecases.seeing import NotSeenYet
from rollouts.usecases.showing import ReleaseChanges, show_release
from tests.golden.cases.posts import FULL_OF_SIGNS
from tests.golden.golden import Golden, one
from tests.golden.rendering import Said
from tests.golden.views_in_use import all_changes, content_of, edit_form, previews, release_shown
from tests.support.changing import changed
from tests.support.delivering import deliver, in_words, only_in_acme, tell_until
from tests.support.memory_ledger import MemoryLedger
from tests.support.stored import put
from tests.support.story import (
    ANA,
    CONTROLLED_DAY,
    DAY,
    DRAFT,
    INTEGRATIONS,
    MANAGER,
    MINUTE,
    NORTHWIND,
    POLICY,
    PREVIEW,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD_DAY,
    START,
    at,
    told_in,
)

WHY = "The vendor needs two more days."
MOVED_AT = at(REMINDER_DAY, 12)


def of_previews() -> Iterator[Golden]:
    """Yield the golden files of both answers."""
    moved, over = _moved(), _over()
    many = tuple(replace(NORTHWIND, name="Northwind", channel=f"C0NORTH{n}") for n in range(14))
    closed = _entered()
    tell_until(closed, at(PREVIEW_DAY), words=in_words)
    closed.pause(Pause("C0ACME", "is_archived", at(PREVIEW_DAY), 1))
    fyi = _entered(replace(DRAFT, affects_integrations=False))
    yield _preview("nothing", _entered(integrations=()), START)
    withdrawn = _entered()
    changed(withdrawn, Verb.WITHDRAW, START)
    yield _preview("withdrawn-before-anything-was-said", withdrawn, START)
    yield _preview("before-anything-was-said", _entered(), START, pages=2)
    yield _preview("moved-after-the-reminder", moved, MOVED_AT + MINUTE, pages=2)
    tell_until(moved, at(STANDARD_DAY, 7), words=in_words)
    yield _preview("corrected", moved, at(STANDARD_DAY, 7), pages=2)
    yield _preview("a-closed-channel", closed, at(PREVIEW_DAY, 12))
    yield _preview("all-is-said", over, at(CONTROLLED_DAY + DAY), pages=3)
    yield _preview("fyi", fyi, START)
    yield _preview("many-channels", _entered(integrations=many), START)
    yield _preview("each-standing-and-doubt", _each_standing(), START)
    lost = _entered()
    deliver(lost, at(PREVIEW_DAY), only_in_acme(Lost("timeout")), words=in_words)
    yield _preview("a-lost-post", lost, at(PREVIEW_DAY))
    yield from _stories(over)


def _entered(draft: Draft = DRAFT, integrations: tuple[Integration, ...] = INTEGRATIONS) -> MemoryLedger:
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START), releases=(), integrations=integrations)
    create_release(ledger.at(START), NewRelease(MANAGER, draft))
    return ledger


def _moved() -> MemoryLedger:
    """Return a ledger in which Standard was moved after its reminder."""
    ledger = _entered()
    tell_until(ledger, at(REMINDER_DAY), words=in_words)
    changed(ledger, Verb.MOVE, MOVED_AT, day=STANDARD_DAY + 2 * DAY, with_later=True, why=WHY)
    return ledger


def _over() -> MemoryLedger:
    """Return a ledger in which all is live, and everybody knows."""
    ledger = _entered()
    for day, server in ((STANDARD_DAY, "standard"), (CONTROLLED_DAY, "controlled")):
        tell_until(ledger, at(day), words=in_words)
        confirm(ledger.at(at(day, 10)), Confirm(ANA, "2026.11", server))
    tell_until(ledger, at(CONTROLLED_DAY + DAY), words=in_words)
    return ledger


def _each_standing() -> MemoryLedger:
    """Return a ledger in which a channel was told that it stands in each way there is."""
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START), releases=(RELEASE,), integrations=())
    told = (
        Statement(
            (StageTold("standard", STANDARD_DAY, standing),),
            affects_integrations=True,
            ui_changes=("one", "two"),
            opt_ins=("three",),
        )
        for standing in Standing
    )
    posts = [
        Delivery(0, Key(RELEASE.topic, PREVIEW, "C0ACME", number), START, statement=statement)
        for number, statement in enumerate(told)
    ]
    posts[0] = replace(posts[0], statement=replace(posts[0].statement, is_assumed=True, ui_changes=()))  # type: ignore[type-var] # each has one
    posts = [replace(post, state=State.SENT, started_at=START + n * DAY) for n, post in enumerate(posts)]
    put(ledger, [replace(posts[0], state=State.UNKNOWN), *posts[1:]])
    return ledger


def _preview(name: str, ledger: MemoryLedger, now: datetime, pages: int = 1) -> Golden:
    found = {}
    for page in range(pages):
        answer = preview(ledger.at(now), AskPage("2026.11", page=page))
        links = {message: f"https://acme.example/{message.id}" for message in previews.shown_messages(answer)}
        found[f"page {page + 1}" if pages > 1 else ""] = previews.preview(answer, links)
    return Golden(f"answers/release/preview-{name}", found)


def _stories(over: MemoryLedger) -> Iterator[Golden]:
    day = at(STANDARD_DAY, 10)
    live = _entered()
    tell_until(live, at(STANDARD_DAY))
    due = _shown(live, day)
    confirm(live.at(day), Confirm(ANA, "2026.11", "standard"))
    tell_until(live, day)
    case = Case("U0BEN", day, "C0ACME", "C0SUPPORT", release="2026.11", summary="The player stays blank")
    live.at(day).save_case(case)
    live.at(day).save_case(replace(case, urgent=False, state=CaseState.ACKNOWLEDGED, summary=""))
    edited = _entered()
    edit_release(
        edited.at(day - 30 * DAY), EditRelease(MANAGER, "2026.11", replace(DRAFT, title="New", summary=""))
    )
    held = _entered()
    changed(held, Verb.HOLD, START + DAY, why=WHY)
    hotfixed = _over()
    rolled_back = _entered()
    tell_until(rolled_back, at(STANDARD_DAY))
    confirm(rolled_back.at(day), Confirm(ANA, "2026.11", "standard"))
    tell_until(rolled_back, day)
    changed(rolled_back, Verb.ROLLBACK, day + MINUTE, server="standard", why="It stays blank on Safari.")
    changed(hotfixed, Verb.HOTFIX, at(CONTROLLED_DAY + DAY), server="standard")
    withdrawn = _entered()
    changed(withdrawn, Verb.WITHDRAW, START + DAY)
    bare = _entered(
        replace(DRAFT, affects_integrations=False, summary="", ui_changes=(), opt_ins=(), docs=())
    )
    imported = MemoryLedger(POLICY)
    told_in(imported.at(START), releases=(replace(RELEASE, owner=None),))
    signs = MemoryLedger(POLICY)
    told_in(signs.at(START), releases=(replace(FULL_OF_SIGNS, name="2026.11"),))
    yield one("answers/release/show-on-its-day", due)
    for name, ledger, now in (
        ("entered", _entered(), START),
        ("without-history", imported, START),
        ("moved", _moved(), MOVED_AT),
        ("edited", edited, day - 30 * DAY),
        ("held", held, START + 2 * DAY),
        ("live-with-cases", live, day + MINUTE),
        ("rolled-back", rolled_back, day + 2 * MINUTE),
        ("hotfixed", hotfixed, at(CONTROLLED_DAY + DAY)),
        ("withdrawn", withdrawn, START + DAY),
        ("over", over, at(CONTROLLED_DAY + DAY)),
        ("brings-nothing", bare, START),
        ("on-one-server", _entered(replace(DRAFT, left_out=("controlled",))), START),
        ("text-from-people", signs, START),
    ):
        yield one(f"answers/release/show-{name}", _shown(ledger, now))
    yield from _many_changes()
    yield one(
        "answers/release/show-to-others", release_shown(show_release(_entered().at(START), Ask("2026.11")))
    )


def _shown(ledger: MemoryLedger, now: datetime) -> Said:
    return release_shown(show_release(ledger.at(now), Ask("2026.11", asker=MANAGER)))


def _many_changes() -> Iterator[Golden]:
    """Yield what is said of a release with 60 UI changes and 40 opt-in features."""
    many = replace(
        DRAFT,
        ui_changes=tuple(f"Button {number} of the player moves to the left" for number in range(60)),
        opt_ins=tuple(Feature(f"Mode {number}", f"Settings > Modes > {number}") for number in range(40)),
    )
    ledger = _entered(many)
    release = ledger.release("2026.11")
    assert release
    yield one("answers/release/show-many-changes", _shown(ledger, START))
    yield _preview("many-changes", ledger, START)
    pages = {f"page {page + 1}": all_changes(ReleaseChanges(release, page)) for page in range(3)}
    none = all_changes(ReleaseChanges(replace(release, ui_changes=(), opt_ins=()), 0))
    yield Golden("answers/release/all-changes", {**pages, "none": none})
    (card,) = (job for job in deliver(ledger, at(PREVIEW_DAY)) if job.delivery.key.channel == "C0ACME")
    yield Golden("posts/preview/many-changes", {"both": content_of(card.brief)})
    other = replace(many, ui_changes=tuple(f"Menu {number} closes by itself" for number in range(60)))
    edited = EditRelease(MANAGER, "2026.11", other)
    try:
        with ledger.transaction(at(PREVIEW_DAY, 10)) as transaction:
            edit_release(transaction, edited)
    except NotSeenYet as first:
        edit_release(ledger.at(at(PREVIEW_DAY, 10)), replace(edited, seen=first.fingerprint))
    said = deliver(ledger, at(PREVIEW_DAY, 11))
    corrected = next(job for job in said if isinstance(job.brief, CorrectionBrief))
    yield one("posts/correction/many-changes", content_of(corrected.brief))
    asked = NewReleaseForm(ledger.servers(), PREVIEW_DAY, many)
    longer = replace(many, ui_changes=tuple(f"{text}, and back again" * 2 for text in many.ui_changes))
    longest = replace(longer, opt_ins=tuple(replace(each, name=each.name * 9) for each in many.opt_ins))
    yield Golden(
        "forms/release/edit-many-changes",
        {
            "all": edit_form(asked, "C0ACME"),
            "UI changes too long": edit_form(replace(asked, draft=longer), "C0ACME"),
            "both too long": edit_form(replace(asked, draft=longest), "C0ACME"),
        },
    )
