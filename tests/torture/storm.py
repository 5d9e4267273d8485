"""Faults at random: the simulator's own, each as real as there, at every call with some probability."""

from dataclasses import dataclass, field
from random import Random

from slack_simulator.faults import Fault, FaultKind, Faults

CHANCES = {
    "chat.postMessage": 0.3,
    "chat.update": 0.3,
    "conversations.history": 0.2,
    "conversations.replies": 0.2,
    "conversations.open": 0.1,
    "conversations.join": 0.1,
    "chat.postEphemeral": 0.1,
    "apps.connections.open": 0.03,
    "auth.test": 0.03,
}
"""How probable a fault is at a call; what is not named here works."""

WEIGHTS = {
    FaultKind.DROPPED_AFTER: 5,
    FaultKind.BROKEN_JSON: 2,
    FaultKind.LATE_HANG: 1,
    FaultKind.DROPPED_BEFORE: 3,
    FaultKind.SERVER_ERROR_HTML: 3,
    FaultKind.UNAVAILABLE_TEXT: 1,
    FaultKind.FATAL_ERROR: 1,
    FaultKind.HANG: 1,
    FaultKind.RATE_LIMITED: 3,
    FaultKind.LATENCY: 5,
}

SLOWEST = 0.25
"""The longest delay in real seconds. The message is stored after it, even if the caller is dead by then."""

ASKED_TO_WAIT = 5.0
"""The longest `Retry-After`."""


@dataclass
class Storm(Faults):
    """Troubles that come by themselves, besides those that were asked for."""

    dice: Random = field(default_factory=Random)
    calm: bool = False

    def take(self, method: str, channel: object) -> Fault | None:
        """Return the trouble that strikes this call, if any."""
        asked_for = super().take(method, channel)
        if asked_for or self.calm or self.dice.random() >= CHANCES.get(method, 0):
            return asked_for
        (kind,) = self.dice.choices(list(WEIGHTS), list(WEIGHTS.values()))
        self.struck += 1
        most = SLOWEST if kind is FaultKind.LATENCY else ASKED_TO_WAIT
        return Fault(kind, method=method, seconds=self.dice.uniform(0, most))
