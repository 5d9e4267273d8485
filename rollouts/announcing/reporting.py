"""Gathering the facts of the report on a release."""

from datetime import datetime

from rollouts.history import Kept
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.report import Report, changed_in, opt_ins_of, windows_of
from rollouts.verdict import Evidence

OTHERS_MOST = 5
"""How many other releases stand beside it, to compare."""
CHANGES_MOST = 1000
"""How far back it is looked what was changed of integrations."""


def evidence_on(*, ledger: Ledger, release: Release) -> Evidence:
    """Gather what a verdict on the release rests on."""
    return Evidence(
        ledger.integrations(), ledger.checks(release.name), ledger.cases(), ledger.risks(release.name)
    )


def report_on(*, ledger: Ledger, release: Release) -> Report:
    """Gather what came of the release until now."""
    policy, now = ledger.policy, ledger.now
    evidence = evidence_on(ledger=ledger, release=release)
    windows = windows_of(release=release, evidence=evidence, policy=policy, now=now)
    changes = ledger.history(Kept.INTEGRATION, limit=CHANGES_MOST)
    others = (
        (other, tuple(case for case in evidence.cases if case.release == other.name))
        for other in reversed(ledger.releases())
        if other.name != release.name
    )
    with_cases = [(other, cases) for other, cases in others if cases]
    return Report(
        release=release,
        servers=ledger.servers(),
        windows=windows,
        opt_ins=opt_ins_of(release=release, evidence=evidence, today=policy.day(now)),
        cases=tuple(case for case in evidence.cases if case.release == release.name),
        changed=changed_in(
            windows=windows,
            release=release,
            changes=reversed(changes),
            entered_at=_entered_at(ledger, release),
        ),
        others=tuple(with_cases[:OTHERS_MOST]),
        policy=policy,
        now=now,
    )


def _entered_at(ledger: Ledger, release: Release) -> datetime | None:
    """Return when the release was entered; None of one that is older than its history."""
    changes = ledger.history(Kept.RELEASE, release.name)
    return changes[-1].at if changes else None
