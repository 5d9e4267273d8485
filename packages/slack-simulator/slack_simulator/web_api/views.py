"""views.*: forms opened, pushed and changed, and the App Home published.

https://docs.slack.dev/reference/methods/views.open and its neighbours
"""

import json

from slack_simulator.api_objects import view_object
from slack_simulator.block_kit import MOST_VIEW_BYTES, check_view
from slack_simulator.records import JSON, Gesture, View, ViewKind
from slack_simulator.view_stack import open_view, publish_home, push_view, update_view
from slack_simulator.web_api.calls import Call, Method, Methods, SlackError, invalid_arguments


def views_open(call: Call) -> JSON:
    """Open a modal for the person whose gesture the trigger came from."""
    content = checked_view(call, "modal")
    _external_id_is_free(call, content)
    gesture = _gesture(call)
    return {"view": view_object(call.team, open_view(call.team, gesture.user, content, gesture))}


def views_push(call: Call) -> JSON:
    """Lay a modal on top of the one that the gesture was made in; three are the most."""
    content = checked_view(call, "modal")
    _external_id_is_free(call, content)
    gesture = _gesture(call)
    view = push_view(call.team, gesture.user, content, gesture)
    if view is None:
        raise SlackError("push_limit_reached")
    return {"view": view_object(call.team, view)}


def views_update(call: Call) -> JSON:
    """Give an open view new content; ``hash`` guards against overwriting a newer one."""
    view = _named_view(call)
    content = checked_view(call, view.kind)
    _check_hash(call, view)
    update_view(call.team, view, content, None)
    return {"view": view_object(call.team, view)}


def views_publish(call: Call) -> JSON:
    """Show the App Home of one person."""
    content = checked_view(call, "home")
    if not call.team.app.has_home:
        raise SlackError("not_enabled")
    user = call.text("user_id")
    if user not in call.team.users:
        raise invalid_arguments("invalid `user_id`")
    current = call.team.homes.get(user)
    if current is not None:
        _check_hash(call, current)
    return {"view": view_object(call.team, publish_home(call.team, user, content))}


def checked_view(call: Call, kind: ViewKind) -> JSON:
    """Return the view that was given, after every check that Slack makes."""
    content = call.structure("view", "invalid_arguments")
    if content is None:
        raise invalid_arguments("missing required field: view")
    reasons = check_view(content)
    if reasons:
        raise invalid_arguments(*reasons)
    if not isinstance(content, dict) or content["type"] != kind:
        raise invalid_arguments(f"must be a {kind} view [json-pointer:/view/type]")
    if len(json.dumps(content).encode()) > MOST_VIEW_BYTES:
        raise SlackError("view_too_large")
    return content


def _gesture(call: Call) -> Gesture:
    found = call.team.tickets.use_trigger(call.optional("trigger_id") or call.text("interactivity_pointer"))
    if isinstance(found, str):
        raise SlackError(found)
    return found


def _external_id_is_free(call: Call, content: JSON) -> None:
    external_id = content.get("external_id")
    if external_id and _by_external_id(call, external_id) is not None:
        raise SlackError("duplicate_external_id")


def _by_external_id(call: Call, external_id: str) -> View | None:
    views = [view for stack in call.team.modals.values() for view in stack]
    return next((view for view in views if view.content.get("external_id") == external_id), None)


def _named_view(call: Call) -> View:
    view_id = call.optional("view_id")
    view = call.team.view(view_id) if view_id else _by_external_id(call, call.text("external_id"))
    if view is None:
        raise SlackError("not_found")
    return view


def _check_hash(call: Call, view: View) -> None:
    if call.optional("hash") not in {None, view.hash}:
        raise SlackError("hash_conflict")


METHODS: Methods = {
    "views.open": Method(views_open, (), 4),
    "views.push": Method(views_push, (), 4),
    "views.update": Method(views_update, (), 4),
    "views.publish": Method(views_publish, (), 4),
}
