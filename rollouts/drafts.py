"""Drafts: a release as somebody enters it, before it is known whether it can be taken."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from rollouts.calendar import DAY, instant
from rollouts.item_keys import keys_for
from rollouts.policy import Policy
from rollouts.releases import DocLink, Feature, OptIn, Release, Stage, Status, UiChange
from rollouts.servers import Server

YEARS = range(2000, 2200)
"""The years that dates may lie in; farther ones are slips, and some cannot be counted with."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A release as entered: `dates` and `live` by server key; a server without a date gets its usual lag.

    `left_out` are the keys of servers that it does not come to.
    """

    name: str
    title: str
    dates: Mapping[str, dt.date] = field(default_factory=dict)
    live: Mapping[str, dt.date] = field(default_factory=dict)
    affects_integrations: bool = True
    owner: str | None = None
    summary: str = ""
    ui_changes: tuple[str, ...] = ()
    opt_ins: tuple[Feature, ...] = ()
    docs: tuple[DocLink, ...] = ()
    left_out: tuple[str, ...] = ()


def out_of_range(day: dt.date) -> bool:
    """Say whether a date lies so far away that it must be a slip of the keyboard."""
    return day.year not in YEARS


def release_from(
    *, draft: Draft, servers: tuple[Server, ...], policy: Policy, known: Release | None = None
) -> Release | None:
    """Turn a draft into a release; None without a first server, its date, or with one out of range.

    A date that is not given is the first one plus the server's lag ("about two weeks later"). Of `known`, the
    release that it describes anew, the name stays, what it says in the same or other words keeps its key, and
    what became of its stages is kept unless the draft says otherwise.
    """
    first = draft.dates.get(servers[0].key) if servers else None
    if first is None or any(server.is_out_of_reach for server in servers):
        return None
    if any(out_of_range(day) for day in (*draft.dates.values(), *draft.live.values())):
        return None

    def described(server: Server) -> Stage:
        day = draft.dates.get(server.key, first + server.lag_days * DAY)
        live_on = draft.live.get(server.key)
        if live_on is None:
            return Stage(server.key, day)
        live_at = instant(day=live_on, at=policy.post_at, timezone=policy.timezone)
        return Stage(server.key, day, Status.LIVE, live_at)

    def stage(server: Server) -> Stage:
        old, new = known.stage(server.key) if known else None, described(server)
        return _with_what_became(old, new, policy) if old else new

    return Release(
        name=known.name if known else draft.name,
        title=draft.title,
        stages=tuple(stage(server) for server in servers if server.key not in draft.left_out),
        affects_integrations=draft.affects_integrations,
        summary=draft.summary,
        ui_changes=_ui_changes(draft, known),
        opt_ins=_opt_ins(draft, known),
        docs=draft.docs,
        owner=draft.owner,
        former_names=known.former_names if known else (),
        given_up=known.given_up if known else (),
        own_key=known.own_key if known else "",
    )


def _with_what_became(old: Stage, new: Stage, policy: Policy) -> Stage:
    """Keep what is recorded of a stage, unless it is described as live, or as live since another day."""
    if new.is_live and old.live_at is None:
        return new
    is_of_another_day = old.live_at and new.live_at and policy.day(old.live_at) != policy.day(new.live_at)
    return replace(old, date=new.date, live_at=new.live_at if is_of_another_day else old.live_at)


def _ui_changes(draft: Draft, known: Release | None) -> tuple[UiChange, ...]:
    before = {change.key: change.text for change in known.ui_changes} if known else {}
    keys = keys_for(texts=draft.ui_changes, known=before)
    return tuple(UiChange(text, key) for text, key in zip(draft.ui_changes, keys, strict=True))


def _opt_ins(draft: Draft, known: Release | None) -> tuple[OptIn, ...]:
    before = {opt_in.key: opt_in.name for opt_in in known.opt_ins} if known else {}
    keys = keys_for(texts=[feature.name for feature in draft.opt_ins], known=before)
    return tuple(
        OptIn(feature.name, feature.how_to_enable, feature.enabled_by_default, key)
        for feature, key in zip(draft.opt_ins, keys, strict=True)
    )


def draft_of(*, release: Release, servers: tuple[Server, ...], policy: Policy) -> Draft:
    """Write a release as the draft that would make it."""
    zone = ZoneInfo(policy.timezone)
    return Draft(
        name=release.name,
        title=release.title,
        dates={stage.server: stage.date for stage in release.stages},
        live={
            stage.server: stage.live_at.astimezone(zone).date()
            for stage in release.stages
            if stage.is_live and stage.live_at
        },
        affects_integrations=release.affects_integrations,
        summary=release.summary,
        ui_changes=tuple(change.text for change in release.ui_changes),
        opt_ins=tuple(
            Feature(each.name, each.how_to_enable, each.enabled_by_default) for each in release.opt_ins
        ),
        docs=release.docs,
        owner=release.owner,
        left_out=tuple(server.key for server in servers if release.stage(server.key) is None),
    )
