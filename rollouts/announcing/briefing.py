"""Gathering the facts behind one message at the moment it is said."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from rollouts.announcing.briefs import (
    CaseBrief,
    CorrectionBrief,
    Hearing,
    ReleaseBrief,
    cases_of,
    furthest,
    parties_of,
)
from rollouts.announcing.corrections import believed, to_correct
from rollouts.announcing.reporting import evidence_on
from rollouts.announcing.vendors_words import vendors_words
from rollouts.cases import Case
from rollouts.checks import Check
from rollouts.deliveries import OPEN, Action, Delivery, State
from rollouts.history import Kept
from rollouts.integrations import channel_timezone
from rollouts.kinds import (
    CASE_ANSWER,
    CASE_ANSWER_TOLD,
    CASE_ASKED,
    CASE_COPY,
    CASE_FILES_LEFT,
    CASE_NOTE,
    CASE_STEP,
    CASE_THERE,
    DRAFT,
    OWNER_QUESTION,
    VENDOR_WORD,
    LateRule,
)
from rollouts.live import newest_live
from rollouts.policy import Policy
from rollouts.ports import Ledger
from rollouts.releases import Release, Status, by_name_given_up
from rollouts.statements import statement_of
from rollouts.texts import name_key
from rollouts.verdict import Verdict, verdict_of

CHANGES_MOST = 500
"""How far the reasons of a correction are looked for in a release's history."""


def policy_in(*, ledger: Ledger, channel: str) -> Policy:
    """Return the settings as they count in the channel, whose zone alone decides of hour, day and words."""
    zone = channel_timezone(
        channel=channel, integrations=ledger.integrations_in(channel), default=ledger.policy.timezone
    )
    return ledger.policy.in_zone(zone)


def release_brief(
    *,
    ledger: Ledger,
    delivery: Delivery,
    release: Release,
    now: datetime,
    is_card: bool,
    late_since: datetime | None = None,
) -> ReleaseBrief:
    """Gather what an announcement of the release says in its channel at `now`.

    A card speaks of where the release has come to; what is of one stage, or no card, of the server that it
    announces: what is pressed on it is about that one.
    """
    servers, here = ledger.servers(), ledger.integrations_in(delivery.key.channel)
    policy = policy_in(ledger=ledger, channel=delivery.key.channel)
    key = delivery.key.announcement.server
    if is_card and not delivery.key.announcement.kind.is_of_stage:
        key = furthest(release=release, integrations=here, today=policy.day(now)) or key
    server = next(server for server in servers if server.key == key)
    kind, channel = delivery.key.announcement.kind, delivery.key.channel
    parties = parties_of(channel=channel, server=server, release=release, integrations=here)
    if kind.is_for_owners:
        everyone = ledger.integrations()
        own = tuple(replace(each, channel=channel) for each in everyone if channel in each.owners)
        parties = parties_of(channel=channel, server=server, release=release, integrations=own)
    checks = ledger.checks(release.name)
    open_cases = (case for case in ledger.cases(open_only=True) if case.release == release.name)
    return ReleaseBrief(
        delivery=delivery.id,
        announcement=delivery.key.announcement,
        release=release,
        server=server,
        servers=servers,
        parties=parties,
        checks=checks,
        policy=policy,
        now=now,
        is_card=is_card,
        late_since=late_since,
        verdict=_verdict(ledger, delivery, release),
        cases=cases_of(channel=channel, parties=parties, checks=checks, cases=open_cases),
        is_asked_again=delivery.action is Action.UPDATE and is_asked_again(ledger, delivery),
        word=vendors_words(ledger, release).get(key) if kind in {OWNER_QUESTION, VENDOR_WORD} else None,
        formerly=_formerly(ledger, release, channel) if is_card else (),
        not_these=_not_these(ledger, release, channel) if is_card else (),
    )


def _formerly(ledger: Ledger, release: Release, channel: str) -> tuple[str, ...]:
    """Return the names by which the channel heard of the release and that it has no more, newest first."""
    if not release.former_names:
        return ()
    heard_at = [
        post.finished_at
        for post in ledger.deliveries(release.topic)
        if post.key.channel == channel and post.action is Action.POST and post.state is State.SENT
    ]
    first = min(filter(None, heard_at), default=ledger.now)
    renamed = [each for each in ledger.history(Kept.RELEASE, release.name) if each.field == "name"]
    heard = dict.fromkeys(each.old for each in renamed if each.old and each.at >= first)
    return tuple(name for name in heard if name_key(name) != name_key(release.name))


def _not_these(ledger: Ledger, release: Release, channel: str) -> tuple[str, ...]:
    """Return the other releases of which the channel heard by the name that this one has."""
    others = ledger.following(by_name_given_up).get(name_key(release.name), ())
    return tuple(
        other.name
        for other in others
        if name_key(release.name) in map(name_key, _formerly(ledger, other, channel))
    )


def _verdict(ledger: Ledger, delivery: Delivery, release: Release) -> Verdict | None:
    announcement = delivery.key.announcement
    if not announcement.kind.has_verdict:
        return None
    return verdict_in(ledger=ledger, release=release, server=announcement.server)


def is_asked_again(ledger: Ledger, delivery: Delivery) -> bool:
    """Say whether a question was asked once more since then: there it is to be answered."""
    key = delivery.key
    comes_again = key.announcement.kind == DRAFT or key.announcement.kind.late is LateRule.UNTIL_CONFIRMED
    return comes_again and any(
        post.key.revision > key.revision
        and post.action is Action.POST
        and post.state is State.SENT
        and post.key.channel == key.channel
        for post in ledger.deliveries(key.topic, of=key.announcement)
    )


def verdict_in(*, ledger: Ledger, release: Release, server: str) -> Verdict | None:
    """Give the verdict on the release for that server, as things stand; None where there is none to give."""
    evidence = evidence_on(ledger=ledger, release=release)
    today = ledger.policy.day(ledger.now)
    return verdict_of(release=release, server=server, evidence=evidence, today=today)


def correction_brief(*, ledger: Ledger, delivery: Delivery, release: Release) -> CorrectionBrief | None:
    """Gather what the channel has to be told anew; None when what it was told is true."""
    true = statement_of(release=release, today=ledger.policy.day(ledger.now))
    beliefs = believed(deliveries=ledger.deliveries(release.topic), true=true)
    belief = beliefs.get(delivery.key.channel)
    if belief is None or not belief.differences:
        return None
    changes = ledger.history(Kept.RELEASE, release.name, limit=CHANGES_MOST)
    return CorrectionBrief(
        delivery=delivery.id,
        announcement=delivery.key.announcement,
        release=release,
        servers=ledger.servers(),
        integrations=ledger.integrations_in(delivery.key.channel),
        told=belief.told.statement,
        differences=belief.differences,
        changes=tuple(change for change in changes if change.at >= belief.told.at),
        runs_instead={
            stage.server: other
            for stage in release.stages
            if stage.status is Status.ROLLED_BACK
            and (other := newest_live(server=stage.server, releases=ledger.releases()))
        },
        policy=policy_in(ledger=ledger, channel=delivery.key.channel),
        now=ledger.now,
    )


def as_it_was(brief: CorrectionBrief, before: Release) -> CorrectionBrief:
    """Return the facts of a correction as they were before what is changed of its release now."""
    true = statement_of(release=before, today=brief.today)
    return replace(
        brief,
        release=before,
        differences=to_correct(told=brief.told, true=true),
        changes=tuple(change for change in brief.changes if change.at < brief.now),
    )


def problems_of(*, ledger: Ledger, case: Case) -> tuple[Check, ...]:
    """Return the checks whose problem a case is about."""
    if case.release is None:
        return ()
    return tuple(check for check in ledger.checks(case.release) if check.case == case.number)


def is_thread_there(*, ledger: Ledger, case: Case) -> bool:
    """Say whether the thread of a case is there already, where it is to be."""
    card = ledger.card(case.topic, case.thread_channel)
    return card is not None and card.message is not None


def _managers(about: Iterable[Delivery]) -> Hearing:
    """Say how far managers have their copies of a case."""
    copies = (each for each in about if each.key.announcement.kind == CASE_COPY)
    states = {each.state for each in copies if each.action is Action.POST}
    if State.SENT in states:
        return Hearing.TOLD
    return Hearing.BEING_TOLD if states & {*OPEN, State.CLAIMED, State.UNKNOWN} else Hearing.NOT


def case_brief(*, ledger: Ledger, delivery: Delivery, case: Case, about: Iterable[Delivery]) -> CaseBrief:
    """Gather what a post of the case says at `now`; `about` are all that is or was said of it."""
    announcement = delivery.key.announcement
    number = announcement.number or 0
    note = case.notes[number] if announcement.kind in {CASE_NOTE, CASE_STEP, CASE_ASKED} else None
    shows_mail = announcement.kind in {CASE_ANSWER, CASE_ANSWER_TOLD, CASE_FILES_LEFT}
    if announcement.kind == CASE_THERE and number:
        note = case.notes[number - 1]
    return CaseBrief(
        delivery=delivery.id,
        announcement=announcement,
        case=case,
        release=ledger.release(case.release) if case.release else None,
        server=next((server for server in ledger.servers() if server.key == case.server), None),
        servers=ledger.servers(),
        policy=policy_in(ledger=ledger, channel=delivery.key.channel),
        now=ledger.now,
        note=note,
        checks=problems_of(ledger=ledger, case=case),
        managers=_managers(about),
        is_there=is_thread_there(ledger=ledger, case=case),
        is_support_closed=any(pause.channel == ledger.policy.support_channel for pause in ledger.pauses()),
        answer=ledger.received_mail(number) if shows_mail else None,
    )
