"""Troubles on demand: what the next calls of the Web API should suffer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """What can go wrong with one call.

    ``DROPPED_BEFORE`` and ``HANG`` never reach the workspace; ``DROPPED_AFTER``, ``LATE_HANG`` and
    ``BROKEN_JSON`` do their
    work and lose the answer, so the app cannot know.
    """

    RATE_LIMITED = "ratelimited"
    SERVER_ERROR_HTML = "server_error_html"
    UNAVAILABLE_TEXT = "unavailable_text"
    FATAL_ERROR = "fatal_error"
    REFUSED = "refused"
    BROKEN_JSON = "broken_json"
    LATENCY = "latency"
    DROPPED_BEFORE = "dropped_before"
    DROPPED_AFTER = "dropped_after"
    HANG = "hang"
    LATE_HANG = "late_hang"


@dataclass
class Fault:
    """A trouble that waits for calls of ``method`` (any, when None) about ``channel`` (any, when None).

    ``times`` says how many calls it strikes. ``seconds`` is the delay of ``LATENCY`` and the Retry-After of
    ``RATE_LIMITED``, ``error`` the code with which ``REFUSED`` is answered.
    """

    kind: FaultKind
    method: str | None = None
    channel: str | None = None
    times: int = 1
    seconds: float = 1.0
    error: str = "invalid_blocks"


@dataclass
class Faults:
    """The troubles that are still to come, oldest first; ``struck`` counts those that happened."""

    pending: list[Fault] = field(default_factory=list)
    struck: int = 0

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.pending)

    def add(self, fault: Fault) -> None:
        """Let a trouble wait for its calls."""
        self.pending.append(fault)

    def clear(self) -> None:
        """Call off everything that is still to come."""
        self.pending.clear()

    def take(self, method: str, channel: object) -> Fault | None:
        """Return the trouble that strikes this call, if any."""
        for fault in self.pending:
            if fault.method in {None, method} and fault.channel in (None, channel):
                fault.times -= 1
                if fault.times <= 0:
                    self.pending.remove(fault)
                self.struck += 1
                return fault
        return None
