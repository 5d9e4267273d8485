"""Tells the app what a person did and waits for its acknowledgement, as Slack does: three seconds, once.

A request that fails becomes a notice to the person, in Slack's words. Events are another matter: see
``events``.
"""

from collections.abc import Callable

from slack_simulator.app_link.events import send
from slack_simulator.app_link.requests import Ack, AppRequest, RequestKind
from slack_simulator.records import JSON, Gesture
from slack_simulator.team import Team


class Refusal(Exception):  # noqa: N818 - it is no error: Slack says no, politely
    """Slack does not let the person do this; the text is the sentence that they see."""


def ask(
    team: Team, gesture: Gesture, kind: RequestKind, payload: JSON, then: Callable[[JSON], str] | None = None
) -> None:
    """Send the payload beside everything else.

    ``then`` gets what the app sent with its acknowledgement, and returns what is wrong with that, or nothing.
    """

    async def work() -> None:
        request = AppRequest(kind=kind, payload=payload, accepts_response_payload=then is not None)
        ack = await send(team, request)
        trouble = _failure(ack)
        if not trouble:
            gesture.acknowledged = ack.body
            trouble = then(ack.body) if then is not None else ""
        gesture.failure = trouble
        gesture.done = True
        if trouble:
            team.notify(gesture.user, f"{gesture.what} failed {trouble}", _view_id(payload))
        team.changed()

    team.spawn(work())


def _failure(ack: Ack) -> str:
    if ack.failure == "no_connection":
        return 'with the error "dispatch_failed": the app is not connected'
    if ack.failure == "timeout":
        return "because the app did not respond"
    return 'with the error "http_service_error"' if ack.failure else ""


def _view_id(payload: JSON) -> str | None:
    if payload.get("type") == "view_submission":
        return str(payload["view"]["id"])
    return None
