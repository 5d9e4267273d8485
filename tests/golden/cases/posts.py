"""Announcements of a release: each kind for each role, in each state of its stage."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rollouts import kinds
from rollouts.announcing.briefs import ReleaseBrief, furthest
from rollouts.checks import VISUAL_CHANGES, CheckState, names_of
from rollouts.deliveries import Announcement
from rollouts.drafts import Draft, release_from
from rollouts.integrations import Integration, Role, role_of
from rollouts.kinds import Kind
from rollouts.policy import Confirmation
from rollouts.releases import DocLink, OptIn, Release, Status, UiChange
from rollouts.servers import Server
from tests.golden.cases.posted import posted
from tests.golden.golden import Golden
from tests.support.story import (
    ACME,
    ANA,
    CLOSING_DAY,
    CONTROLLED,
    CONTROLLED_DAY,
    DAY,
    INTEGRATIONS,
    MANAGER,
    POLICY,
    PREVIEW_DAY,
    RELEASE,
    REMINDER_DAY,
    STANDARD,
    STANDARD_DAY,
    THREE,
    at,
)
from tests.views.telling import LIVE_ON_BOTH, LIVE_ON_STANDARD, checked, told, with_stage

ANNOUNCED: dict[tuple[Kind, str], dt.date] = {
    (kinds.PREVIEW, STANDARD.key): PREVIEW_DAY,
    (kinds.REMINDER, STANDARD.key): REMINDER_DAY,
    (kinds.CONFIRMATION, STANDARD.key): REMINDER_DAY,
    (kinds.DUE, STANDARD.key): REMINDER_DAY,
    (kinds.NOT_CONFIRMED, STANDARD.key): REMINDER_DAY,
    (kinds.WINDOW_CLOSING, CONTROLLED.key): CLOSING_DAY,
    (kinds.CONFIRMATION, CONTROLLED.key): CLOSING_DAY,
    (kinds.DUE, CONTROLLED.key): CLOSING_DAY,
    (kinds.NOT_CONFIRMED, CONTROLLED.key): CLOSING_DAY,
    (kinds.FYI, STANDARD.key): REMINDER_DAY,
}
"""Each announcement to channels, and a day on which its stage is still planned."""

OF_EACH_SERVER = {kinds.CONFIRMATION, kinds.DUE, kinds.NOT_CONFIRMED}

STATES_OF = {kinds.DUE: {"due-today", "overdue", "live"}, kinds.NOT_CONFIRMED: {"due-today", "overdue"}}
"""Kinds that are said in some states alone."""

SERVERS = {
    STANDARD.key: (STANDARD, STANDARD_DAY, RELEASE),
    CONTROLLED.key: (CONTROLLED, CONTROLLED_DAY, LIVE_ON_STANDARD),
}
"""Each server with the day of the release there, and the release as it stands before that day."""

FULL_OF_SIGNS = Release(
    name="*2026* & <12>",
    title="Faster `player` <b> & *more*",
    stages=RELEASE.stages,
    summary="See https://vendor.example/a?b=1&c=2, <!channel> and <@U0EVE>.\n*Not bold*, 2 < 3 & 4 > 3",
    ui_changes=(UiChange("Menu > Settings & <b>bold</b>"), UiChange("<!here> moves")),
    opt_ins=(
        OptIn("A & B", "Settings > A", enabled_by_default=True),
        OptIn("Bare"),
        OptIn("On", enabled_by_default=True),
    ),
    docs=(DocLink("Notes | <part 1>", "https://vendor.example/a?b=1&c=<2>"),),
    owner="U0ANA",
)
"""A release whose texts hold all signs that mean something to Slack."""

ALPHA = (
    Server("alpha", "Alpha", None),
    Server("beta", "Beta", "Old <Beta>", 7),
    Server("gamma", "Gamma server", None, 21),
)


def of_posts() -> Iterator[Golden]:
    """Yield the golden files of all announcements of releases."""
    for (kind, key), early in ANNOUNCED.items():
        server, day, before = SERVERS[key]
        where = f"{key}-" if kind in OF_EACH_SERVER else ""
        states = _states(server, day, before, early)
        for state, (release, now) in states.items():
            if state not in STATES_OF.get(kind, states):
                continue
            announced = replace(release, affects_integrations=kind is not kinds.FYI)
            for role, integrations in _audiences(server).items():
                brief = told(kind, server, *integrations, now=now, release=announced)
                yield posted(f"{where}{role}-{state}", _variants(brief, integrations))
        yield from _unusual(where, told(kind, server, *INTEGRATIONS, now=at(early), release=before))
    yield from _of_checks()
    yield from _of_another_vendor()
    yield from _to_owners()


def _audiences(server: Server) -> Mapping[str, tuple[Integration, ...]]:
    """Return the channel of each role, and one with all of them."""
    by_role = {role_of(integration=i, server=server.key): (i,) for i in INTEGRATIONS}
    return {**{role.value: by_role[role] for role in Role}, "all-roles": INTEGRATIONS}


def _states(
    server: Server, day: dt.date, before: Release, early: dt.date
) -> Mapping[str, tuple[Release, dt.datetime]]:
    live_at = at(day, 10, 12)
    word = {"live_at": live_at, "confirmed_by": ANA.id}
    states = {
        "planned": (before, at(early)),
        "due-today": (before, at(day)),
        "overdue": (before, at(day + 2 * DAY)),
        "entered-as-live": (with_stage(before, server, status=Status.LIVE, live_at=live_at), at(day, 11)),
        "live-hour-unknown": (
            with_stage(before, server, status=Status.LIVE, confirmed_by=ANA.id),
            at(day, 11),
        ),
    }
    for status in Status:
        if status is Status.PLANNED:
            continue
        gone_live = word if status in {Status.LIVE, Status.HOTFIXED, Status.ROLLED_BACK} else {}
        states[status.value.replace("_", "-")] = (
            with_stage(before, server, status=status, **gone_live),
            at(day, 11),
        )
    if server is STANDARD:
        states["next-server-due"] = (LIVE_ON_STANDARD, at(CONTROLLED_DAY))
        states["next-server-live"] = (LIVE_ON_BOTH, at(CONTROLLED_DAY, 11))
        states["next-server-held"] = (
            with_stage(LIVE_ON_STANDARD, CONTROLLED, status=Status.HELD),
            at(day, 11),
        )
    else:
        states["server-before-unconfirmed"] = (RELEASE, at(early))
    return states


def _variants(brief: ReleaseBrief, integrations: tuple[Integration, ...]) -> Mapping[str, ReleaseBrief]:
    """Say it as the card of its thread, as a reply, and late where lateness is said."""
    card = replace(_card(brief, integrations), is_card=True)
    briefs = {"card": card} if brief.kind.is_shown_on_card else {"card": card, "reply": brief}
    can_be_late = brief.stage.status in {Status.PLANNED, Status.LIVE}
    if brief.announcement.kind == kinds.CONFIRMATION and can_be_late:
        late = at(brief.stage.date)
        briefs |= {f"late {name}": replace(each, late_since=late) for name, each in briefs.items()}
    return briefs


def _card(brief: ReleaseBrief, integrations: tuple[Integration, ...]) -> ReleaseBrief:
    """Let a card speak of the server that the release has come to, as `release_brief` does."""
    if brief.announcement.kind == kinds.CONFIRMATION:
        return brief
    today = brief.policy.day(brief.now)
    key = furthest(release=brief.release, integrations=integrations, today=today)
    if key is None or key == brief.server.key:
        return brief
    server, *_ = SERVERS[key]
    spoken_of = told(brief.announcement.kind, server, *integrations, now=brief.now, release=brief.release)
    return replace(brief, server=server, parties=spoken_of.parties)


def _unusual(where: str, brief: ReleaseBrief) -> Iterator[Golden]:
    """Say it where all integrations are gone, of a release that brings nothing, and of one full of signs."""
    bare = replace(brief.release, summary="", ui_changes=(), opt_ins=(), docs=(), owner=None)
    marked = replace(FULL_OF_SIGNS, stages=brief.release.stages)
    named = tuple(
        replace(party, integration=replace(party.integration, name=f"<{party.integration.name}> & *Co*"))
        for party in brief.parties
    )
    due = at(brief.stage.date)
    yield posted(
        f"{where}integrations-gone",
        {"planned": replace(brief, parties=()), "due": replace(brief, parties=(), now=due)},
    )
    yield posted(f"{where}brings-nothing", replace(brief, release=bare))
    yield posted(f"{where}text-from-people", replace(brief, release=marked, parties=named))


def _of_checks() -> Iterator[Golden]:
    here = tuple(i for i in INTEGRATIONS if i.on(STANDARD.key))
    live = told(kinds.CONFIRMATION, STANDARD, *here, now=at(STANDARD_DAY, 11), release=LIVE_ON_STANDARD)
    tests = [(i, e.name, name) for i in here for e in i.on(STANDARD.key) for name in names_of(RELEASE)]
    passed = tuple(checked(*each, by="U0NORA") for each in tests if each[2].is_test)
    opt_ins = tuple(checked(*each, CheckState.LATER) for each in tests if not each[2].is_test)
    problem = checked(ACME, "test", VISUAL_CHANGES, CheckState.PROBLEM, case=3, note="Grey.")
    for name, checks in {
        "some-checked": (checked(ACME, "test"),),
        "tests-passed": passed,
        "all-checked": (*passed, *opt_ins),
        "with-a-problem": (checked(ACME, "test"), problem),
    }.items():
        brief = replace(live, checks=checks)
        card = replace(brief, is_card=True)
        moved_on = replace(card, announcement=Announcement(kinds.CONFIRMATION, CONTROLLED.key))
        yield posted(f"standard-{name}", {"reply": brief, "card": card, "card that moved on": moved_on})
    renamed = replace(live, release=live.release.renamed("Autumn 26"), formerly=(RELEASE.name,), is_card=True)
    yield posted("renamed", {"card": renamed})
    others = ("Autumn 26", "Fall <26>")
    yield posted("of-another-name", {"card": replace(live, not_these=others, is_card=True)})


def _of_another_vendor() -> Iterator[Golden]:
    """Tell of a vendor with three servers, on one of which the integration has two environments."""
    draft = Draft(name="7", title="Seven", dates={"alpha": STANDARD_DAY}, owner=ANA.id)
    release = release_from(draft=draft, servers=ALPHA, policy=POLICY)
    assert release is not None
    for kind, server, day in (
        (kinds.PREVIEW, ALPHA[0], PREVIEW_DAY),
        (kinds.REMINDER, ALPHA[0], REMINDER_DAY),
        (kinds.CONFIRMATION, ALPHA[0], STANDARD_DAY),
        (kinds.WINDOW_CLOSING, ALPHA[2], CONTROLLED_DAY),
        (kinds.CONFIRMATION, ALPHA[1], STANDARD_DAY + 7 * DAY),
    ):
        brief = told(kind, server, THREE, now=at(day), release=release, servers=ALPHA)
        yield posted(f"three-servers-{server.key}", brief)


def _to_owners() -> Iterator[Golden]:
    for server, day, before in SERVERS.values():
        for state, (release, now) in _states(server, day, before, day - 3 * DAY).items():
            brief = told(kinds.OWNER_QUESTION, server, now=now, release=release)
            quiet = replace(brief, release=replace(release, affects_integrations=False))
            briefs = {
                f"confirmation {way.value}": replace(brief, policy=replace(POLICY, confirmation=way))
                for way in Confirmation
            }
            again = replace(brief, is_asked_again=True)
            yield posted(
                f"{server.key}-{state}",
                {**briefs, "no impact on integrations": quiet, "asked again": again},
            )
    yield from _to_hold()


def _to_hold() -> Iterator[Golden]:
    """Ask whether Controlled shall wait, after a rollback on Standard."""
    word = {"changed_by": MANAGER.id, "changed_at": at(STANDARD_DAY, 14), "why": "It stays <blank> & grey."}
    back = with_stage(LIVE_ON_STANDARD, STANDARD, status=Status.ROLLED_BACK, **word)
    releases = {
        "rolled-back": back,
        "without-a-reason": with_stage(back, STANDARD, why="", changed_by=None),
        "hotfixed": with_stage(back, STANDARD, status=Status.HOTFIXED),
        "held": with_stage(back, CONTROLLED, status=Status.HELD),
        "live": with_stage(back, CONTROLLED, status=Status.LIVE),
    }
    for name, release in releases.items():
        brief = told(kinds.HOLD_QUESTION, CONTROLLED, now=at(STANDARD_DAY, 14), release=release)
        yield posted(name, brief)
