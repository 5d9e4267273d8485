"""What a person does with interactive elements: presses, chooses, fills in, submits, closes.

https://docs.slack.dev/interactivity/handling-user-interaction and https://docs.slack.dev/surfaces/modals
"""

from slack_simulator.app_link import payloads
from slack_simulator.app_link.asking import Refusal, ask
from slack_simulator.app_link.events import send
from slack_simulator.app_link.requests import AppRequest
from slack_simulator.block_kit import check_view
from slack_simulator.elements import VALUE_FIELDS, Placed, find_element, value_of
from slack_simulator.records import JSON, Gesture, Message, User, View
from slack_simulator.team import Team
from slack_simulator.user_actions.input_checks import problems
from slack_simulator.view_stack import clear_views, pop_view, push_view, update_view


def use_element(
    team: Team, user: User, target: Message | View, block_id: str, action_id: str, given: JSON
) -> Gesture:
    """Use a button, menu, picker or box. ``given`` holds the chosen value in Slack's own field.

    An input block tells the app only when it has ``dispatch_action``; its value is kept for the submission.
    """
    placed = find_element(target.blocks, block_id, action_id)
    if placed is None:
        raise Refusal("This is no longer there.")
    if not team.app.is_interactive:
        raise Refusal("This app is not configured to handle interactive responses.")
    value = _value(placed, given)
    if placed.kind in VALUE_FIELDS:
        held = value_of(placed.element, value)
        keep_values(user, target, {block_id: {action_id: held}})
    channel = target.channel if isinstance(target, Message) else None
    gesture = team.gesture(user.id, _name(placed), channel)
    team.changed()
    if placed.block["type"] == "input" and not placed.block.get("dispatch_action"):
        gesture.done = True
        return gesture
    action = _action(team, placed, value)
    if isinstance(target, Message):
        payload = payloads.message_action(team, gesture, target, action)
    else:
        payload = payloads.view_action(team, gesture, target, action)
    ask(team, gesture, "interactive", payload)
    return gesture


def submit(team: Team, user: User, view: View, values: dict[str, dict[str, JSON]] | None = None) -> Gesture:
    """Submit a form, with ``values`` on top of what was put in before.

    What Slack itself refuses is shown at the fields, and the app hears nothing of it.
    """
    if view not in team.modals.get(user.id, []):
        raise Refusal("This form is no longer open.")
    if view.busy:
        raise Refusal("The form is being sent already.")
    keep_values(user, view, values or {})
    gesture = team.gesture(user.id, "The form")
    view.errors = problems(view)
    if view.errors:
        gesture.done = True
    else:
        view.submission = gesture
        ask(
            team,
            gesture,
            "interactive",
            payloads.submission(team, gesture, view),
            lambda body: _after_submission(team, gesture, view, body),
        )
    team.changed()
    return gesture


def close(team: Team, user: User, view: View) -> Gesture:
    """Close a form without submitting it."""
    gesture = team.gesture(user.id, "The form")
    gesture.done = True
    clears = bool(view.content.get("clear_on_close"))
    if clears:
        clear_views(team, user.id)
    else:
        pop_view(team, view)
    if view.content.get("notify_on_close"):
        gesture.done = False
        ask(team, gesture, "interactive", payloads.closing(team, gesture, view, is_cleared=clears))
    return gesture


def keep_values(user: User, target: Message | View, values: dict[str, dict[str, JSON]]) -> None:
    """Keep what the person has put into the fields so far, in the shape of ``state.values``."""
    state = target.state if isinstance(target, View) else target.state.setdefault(user.id, {})
    for block_id, actions in values.items():
        state.setdefault(block_id, {}).update(actions)


async def suggestions(
    team: Team, user: User, target: View | Message, placed: Placed, query: str
) -> list[JSON]:
    """Ask the app which options an external select offers for what was typed so far."""
    action = {"action_id": placed.action_id, "block_id": placed.block_id, "value": query}
    payload = payloads.suggestion(team, user.id, target, action)
    ack = await send(team, AppRequest(kind="interactive", payload=payload, accepts_response_payload=True))
    groups = ack.body.get("option_groups", [])
    options = [*ack.body.get("options", []), *(option for group in groups for option in group["options"])]
    return list(options)


def _name(placed: Placed) -> str:
    text = placed.element.get("text") or placed.element.get("placeholder") or {}
    return f"“{text.get('text', placed.action_id)}”"


def _value(placed: Placed, given: JSON) -> object:
    if placed.kind == "button":
        return placed.element.get("value")
    name = VALUE_FIELDS.get(placed.kind, ("selected_option", ""))[0]
    value: object = given.get(name)
    chosen = value if isinstance(value, list) else [value]
    offered = [option.get("value") for option in offered_options(placed.element)]
    if offered and any(isinstance(one, dict) and one.get("value") not in offered for one in chosen):
        raise Refusal("This choice is no longer offered.")
    return value


def offered_options(element: JSON) -> list[JSON]:
    """Return the options of an element, out of their groups."""
    groups: list[JSON] = element.get("option_groups", [])
    options: list[JSON] = [*element.get("options", [])]
    return options + [option for group in groups for option in group["options"]]


def _action(team: Team, placed: Placed, value: object) -> JSON:
    action: JSON = {
        "type": placed.kind,
        "action_id": placed.action_id,
        "block_id": placed.block_id,
        "action_ts": team.now_ts(),
    }
    if placed.kind == "button":
        shown = {name: placed.element[name] for name in ("text", "style", "url") if name in placed.element}
        return action | shown | ({} if value is None else {"value": value})
    return action | {VALUE_FIELDS.get(placed.kind, ("selected_option", ""))[0]: value}


def _after_submission(team: Team, gesture: Gesture, view: View, body: JSON) -> str:
    """Do what the app answered: errors at fields, another view, or closed."""
    action = body.get("response_action")
    if action is None:
        pop_view(team, view)
        return ""
    if action == "clear":
        clear_views(team, gesture.user)
        return ""
    if action == "errors":
        return _show_errors(view, body.get("errors"))
    if action in {"update", "push"}:
        return _show_next(team, gesture, view, action, body.get("view"))
    return f"because Slack does not know the answer {action!r}"


def _show_errors(view: View, errors: object) -> str:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        return "because its errors are not an object of sentences"
    unknown = sorted(errors.keys() - inputs)
    if unknown:
        return f"because its errors name what is no input block: {', '.join(unknown)}"
    view.errors = dict(errors)
    return ""


def _show_next(team: Team, gesture: Gesture, view: View, action: str, content: object) -> str:
    reasons = check_view(content)
    if reasons or not isinstance(content, dict):
        return f"because Slack refused the next form: {'; '.join(reasons)}"
    if action == "update":
        update_view(team, view, content, gesture)
    elif push_view(team, gesture.user, content, gesture) is None:
        return "because three forms are open already"
    return ""
