"""Looking back at a release: the report on it."""

from rollouts.announcing.reporting import report_on
from rollouts.ports import Ledger
from rollouts.releases import Release
from rollouts.report import Report, has_no_window
from rollouts.usecases.releases import Ask, find_release
from rollouts.verdict import BEGUN


def release_report(ledger: Ledger, request: Ask) -> Report | None:
    """Report on the release of that name; without one on the newest whose windows are over.

    While there is none of those, on the newest that has come to a server; None where none has.

    Raises:
        Unknown: there is no release of that name.
    """
    if request.name:
        release: Release | None = find_release(ledger=ledger, name=request.name, by_part=True)
    else:
        release = _newest(ledger)
    return report_on(ledger=ledger, release=release) if release else None


def _newest(ledger: Ledger) -> Release | None:
    today = ledger.policy.day(ledger.now)
    begun = [
        release
        for release in reversed(ledger.releases())
        if any(stage.standing(today) in BEGUN for stage in release.stages)
    ]
    over = (release for release in begun if has_no_window(release, policy=ledger.policy, now=ledger.now))
    return next(over, begun[0] if begun else None)
