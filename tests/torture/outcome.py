"""What came of a torture, in two lines."""

from dataclasses import dataclass

from tests.torture.verdict import Verdict


@dataclass(frozen=True)
class Outcome:
    """Of `missing` and `unfound` posts a manager was asked whether they are there; only the second were."""

    seed: int
    verdict: Verdict
    kills: int
    gave_up: int
    slowest_start: float
    faults: int
    presses: int
    missing: tuple[str, ...]
    unfound: tuple[str, ...]
    seconds: float
    mails: int
    mailed_otherwise: tuple[str, ...]

    def __str__(self) -> str:
        verdict = self.verdict
        return (
            f"seed {self.seed}: {self.kills} kills, {self.faults} faults, {verdict.deliveries} deliveries, "
            f"{len(verdict.lost)} lost, {len(verdict.twice)} twice, {self.seconds:.0f} s\n"
            f"{verdict.messages} messages in all, {self.presses} presses; {self.gave_up} lives ended by "
            f"themselves, the slowest start took {self.slowest_start:.1f} s; "
            f"{len(verdict.too_late)} were too late; asked about {len(self.missing)} that were not "
            f"posted, and {len(self.unfound)} that were and could not be found; "
            f"the ledger differs in {len(verdict.differing)}; {len(verdict.stale)} are not up to date; "
            f"{self.mails} mails were taken, and {len(self.mailed_otherwise)} are not as they should be"
        )

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost or came twice for nothing, be it said or mailed."""
        return self.verdict.is_good and not self.mailed_otherwise

    @property
    def complaints(self) -> tuple[str, ...]:
        """All that is to be told beside the numbers, each in a line."""
        mails = (f"mail: {one}" for one in self.mailed_otherwise)
        return (*self.verdict.complaints, *mails, *(f"not found: {one}" for one in self.unfound))
