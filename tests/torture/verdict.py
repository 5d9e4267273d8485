"""The verdict of a torture: what the rules call for, what the ledger says, what is really there."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rollouts import kinds
from rollouts.announcing.schedule import Slot
from rollouts.deliveries import Action, Delivery, Key, Reason, State
from rollouts.topics import Topic
from slack_simulator import Message, Workspace
from slack_simulator.testing import Driver
from tests.torture.marks import Mark, mark_of, marked

TOO_LATE = {
    Reason.REMINDER_ALREADY_DUE,
    Reason.STAGE_DAY_BEGUN,
    Reason.STAGE_IS_LIVE,
    Reason.ANSWERED,
    Reason.TOO_OLD,
}
"""Why the rules leave out what they had called for: its time has passed."""

NEVER_CALLED_FOR = {Reason.NOT_LIVE_YET, Reason.ON_THE_CARD, Reason.HEARD_ALREADY}
"""Why the rules leave out what they call for only if somebody confirms, or if no message said it yet."""

UNDER_WAY = {State.PLANNED, State.WAITING, State.CLAIMED, State.UNKNOWN}
UNCONFIRMED = ("nobody has confirmed it yet", "not confirmed yet")
"""What a reply says of a stage that nobody confirmed, and what a card says."""


@dataclass(frozen=True)
class Verdict:
    """What was found. Each complaint names its delivery; `too_late` is no complaint."""

    deliveries: int
    messages: int
    too_late: tuple[str, ...]
    lost: tuple[str, ...]
    twice: tuple[str, ...]
    differing: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def complaints(self) -> tuple[str, ...]:
        """All that is to be said, each in a line."""
        return tuple(
            f"{name}: {one}"
            for name in ("lost", "twice", "too_late", "differing", "stale")
            for one in getattr(self, name)
        )

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost or came twice, and the ledger tells the truth."""
        return not (self.lost or self.twice or self.differing or self.stale)


def judge(
    *,
    called_for: Mapping[Topic, tuple[Slot, ...]],
    ledger: Iterable[Delivery],
    workspace: Workspace,
) -> Verdict:
    """Compare what should have been said with what was."""
    there: defaultdict[Mark, list[Message]] = defaultdict(list)
    for key, message in marked(workspace):
        there[key].append(message)
    rows = {mark_of(row.key): row for row in ledger}
    wanted = [
        mark_of(Key(topic, slot.announcement, slot.channel))
        for topic, slots in called_for.items()
        for slot in slots
    ]
    left_out = {key: rows[key].reason for key in wanted if key in rows and not there[key]}
    too_late = {key for key, reason in left_out.items() if reason in TOO_LATE}
    needless = {key for key, reason in left_out.items() if reason in NEVER_CALLED_FOR}
    repeated = Counter({key: len(messages) for key, messages in there.items() if len(messages) > 1})
    return Verdict(
        deliveries=len(wanted),
        messages=sum(map(len, there.values())),
        too_late=_told(too_late),
        lost=_told(key for key in wanted if key not in too_late | needless and not there[key]),
        twice=_told(repeated),
        differing=tuple(_differences(rows, there)),
        stale=tuple(_stale(rows.values(), workspace)),
    )


def _differences(rows: Mapping[Mark, Delivery], there: Mapping[Mark, list[Message]]) -> Iterator[str]:
    for key, row in rows.items():
        found = {(message.channel, message.ts) for message in there.get(key, [])}
        named = row.message and (row.message.channel, row.message.id)
        if row.state is State.PLANNED and row.key.announcement.kind == kinds.OWNER_QUESTION:
            continue  # it comes again each working morning until somebody answers
        if row.state in UNDER_WAY:
            yield f"{row.state}: {told(key)} {row.reason}"
        elif row.action is Action.POST and row.state is State.SENT and named not in found:
            if row.reason != Reason.SOMEBODY_SAW_IT or not found:
                yield f"sent but not there: {told(key)}"
        elif row.action is Action.POST and row.state is not State.SENT and found:
            yield f"{row.state} but there: {told(key)}"
    yield from (f"there but not in the ledger: {told(key)}" for key in there if key not in rows)


def _stale(rows: Iterable[Delivery], workspace: Workspace) -> Iterator[str]:
    """Name the confirmations that still say that nobody has confirmed; everybody has in the end."""
    for row in rows:
        is_said = row.action is Action.POST and row.message is not None
        if is_said and row.message and row.key.announcement.kind == kinds.CONFIRMATION:
            message = workspace.channels[row.message.channel].message(row.message.id)
            said = Driver(workspace).reads(message) if message else ""
            if any(words in said for words in UNCONFIRMED):
                yield told(row.key)


def _told(keys: Iterable[Mark]) -> tuple[str, ...]:
    return tuple(map(told, keys))


def told(key: Key | Mark) -> str:
    """Name a delivery."""
    return f"{key.announcement} of {key.topic} in {key.channel} ({key.revision})"
