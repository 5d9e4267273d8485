"""Modals that people have open, at most three on top of each other, and their App Homes.

https://docs.slack.dev/surfaces/modals
"""

import secrets

from slack_simulator.api_objects import epoch
from slack_simulator.elements import elements_of, value_of, with_ids
from slack_simulator.records import JSON, Answer, Gesture, View
from slack_simulator.team import Team

MAX_VIEWS = 3


def open_view(team: Team, user: str, content: JSON, gesture: Gesture | None) -> View:
    """Show a modal to the person, in place of whatever forms were open."""
    view = _new_view(team, user, content)
    _preset_conversation(view, gesture)
    team.modals[user] = [view]
    team.record(Answer("view", view, gesture))
    return view


def push_view(team: Team, user: str, content: JSON, gesture: Gesture | None) -> View | None:
    """Lay a modal on top of the person's others. Returns None when three are open, or none."""
    stack = team.modals.get(user, [])
    if not 0 < len(stack) < MAX_VIEWS:
        return None
    view = _new_view(team, user, content)
    _preset_conversation(view, gesture)
    view.root, view.previous = stack[0].root, stack[-1].id
    stack.append(view)
    team.record(Answer("view", view, gesture))
    return view


def update_view(team: Team, view: View, content: JSON, gesture: Gesture | None) -> None:
    """Give an open view new content. What was put in stays wherever block and element keep their ids."""
    view.content = content | {"blocks": with_ids(content["blocks"])}
    kept = {(one.block_id, one.action_id) for one in elements_of(view.blocks)}
    view.state = {
        block_id: {action: value for action, value in actions.items() if (block_id, action) in kept}
        for block_id, actions in view.state.items()
    }
    view.hash = _new_hash(team)
    view.errors = {}
    team.record(Answer("home" if view.kind == "home" else "view", view, gesture))


def publish_home(team: Team, user: str, content: JSON) -> View:
    """Show the App Home of the person, new or in place of the one before."""
    view = team.homes.get(user)
    if view is not None:
        view.state = {}
        update_view(team, view, content, None)
        return view
    view = _new_view(team, user, content)
    team.homes[user] = view
    team.record(Answer("home", view))
    return view


def pop_view(team: Team, view: View) -> None:
    """Close the view and what lies on top of it; the one below is seen again."""
    stack = team.modals.get(view.user, [])
    if view in stack:
        del stack[stack.index(view) :]
    team.changed()


def clear_views(team: Team, user: str) -> None:
    """Close every modal of the person."""
    team.modals.pop(user, None)
    team.changed()


def _new_view(team: Team, user: str, content: JSON) -> View:
    view_id = team.next_id("V")
    return View(
        id=view_id,
        kind=content["type"],
        user=user,
        content=content | {"blocks": with_ids(content["blocks"])},
        hash=_new_hash(team),
        root=view_id,
    )


def _preset_conversation(view: View, gesture: Gesture | None) -> None:
    """Choose the channel that the person came from, where a menu asks for it."""
    for placed in elements_of(view.blocks):
        wanted = placed.element.get("default_to_current_conversation")
        if wanted and gesture is not None and gesture.channel is not None:
            chosen = [gesture.channel] if placed.kind.startswith("multi_") else gesture.channel
            view.state.setdefault(placed.block_id, {})[placed.action_id] = value_of(placed.element, chosen)


def _new_hash(team: Team) -> str:
    return f"{epoch(team.now())}.{secrets.token_hex(4)}"
