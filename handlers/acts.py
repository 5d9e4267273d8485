"""What tells one act of a person from another, and from itself when Slack delivers it again.

Slack delivers at least once: after a lost acknowledgement, over another socket, and events up to three
times more (https://docs.slack.dev/apis/events-api). What changes something is remembered in the ledger
(`rollouts/acts.py`), beside what it changed; what is only asked and answered, here in memory.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

REMEMBERED = 10_000

_current: ContextVar[str] = ContextVar("current_act", default="")
_actor: ContextVar[str] = ContextVar("current_actor", default="")


def of_command(body: Mapping[str, Any]) -> str:
    """Name the command that was typed; an empty name is never the same as another."""
    return _name("command", body.get("trigger_id"))


def of_press(body: Mapping[str, Any]) -> str:
    """Name the press: two presses of one button trigger two things, one that comes again does not."""
    action, container = body["actions"][0], body.get("container") or {}
    place = container.get("message_ts") or container.get("view_id") or ""
    mark = body.get("trigger_id") or action.get("action_ts")
    return _name("press", mark, action["action_id"], body["user"]["id"], place)


def of_shortcut(body: Mapping[str, Any]) -> str:
    """Name the use of a shortcut."""
    mark = body.get("trigger_id") or body.get("action_ts")
    return _name("shortcut", mark, body["callback_id"], body["user"]["id"])


def of_form(body: Mapping[str, Any]) -> str:
    """Name the form that was sent. One that stayed open, since it was not taken, is sent by the same name."""
    return _name("form", body["view"].get("hash"), body["view"].get("id"))


def of_message(event: Mapping[str, Any]) -> str:
    """Name the message, whatever event tells of it: an edit makes no other question of it."""
    return _name("message", event.get("ts"), event["channel"])


def _name(sort: str, mark: object, *more: object) -> str:
    return " ".join(map(str, (sort, mark, *more))) if mark else ""


class Seen:
    """The newest acts that came in; `most` of them."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._acts: OrderedDict[str, None] = OrderedDict()

    def is_new(self, act: str) -> bool:
        """Take note of the act; False when it came in before."""
        if not act:
            return True
        if act in self._acts:
            return False
        self._acts[act] = None
        if len(self._acts) > self._most:
            self._acts.popitem(last=False)
        return True


@contextmanager
def doing(act: str, by: str | None = None) -> Iterator[None]:
    """Let what is changed meanwhile, and by work that is begun meanwhile, be of that act, and of that person.

    Without `by` they stay who they are.
    """
    before = _current.set(act)
    actor_before = _actor.set(_actor.get() if by is None else by)
    try:
        yield
    finally:
        _actor.reset(actor_before)
        _current.reset(before)


def current() -> str:
    """Return the act that is being answered; an empty one where nobody's act is."""
    return _current.get()


def actor() -> str:
    """Return who is being answered, by id; an empty one where nobody is."""
    return _actor.get()
