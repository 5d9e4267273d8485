"""The troubles that the page offers: a list of ids with labels, and what each of them does.

Tests speak to ``team.faults`` and to the workspace itself instead.
"""

from collections.abc import Callable

from slack_simulator import membership
from slack_simulator.app_link.asking import Refusal
from slack_simulator.app_link.events import restore, revoke
from slack_simulator.app_link.socket_mode import SocketMode
from slack_simulator.faults import Fault, FaultKind
from slack_simulator.records import JSON, Channel
from slack_simulator.team import Team

_POST = "chat.postMessage"
_NEXT_POST = {
    FaultKind.RATE_LIMITED: "Next post: answered 429, wait 5 s",
    FaultKind.SERVER_ERROR_HTML: "Next post: error 500 with an HTML page",
    FaultKind.UNAVAILABLE_TEXT: "Next post: error 503 with plain text",
    FaultKind.BROKEN_JSON: "Next post: stored, answered with broken JSON",
    FaultKind.LATENCY: "Next post: answered after 5 s",
    FaultKind.DROPPED_BEFORE: "Next post: connection dropped before it was stored",
    FaultKind.DROPPED_AFTER: "Next post: connection dropped after it was stored",
    FaultKind.HANG: "Next post: never answered",
    FaultKind.REFUSED: "Next post: refused, invalid_blocks",
}
_SECONDS = 5.0


def offered_faults(team: Team, channel: Channel) -> list[JSON]:
    """Return ``{"id", "label"}`` for each trouble that can be made while ``channel`` is open."""
    offered = [{"id": f"post:{kind}", "label": label} for kind, label in _NEXT_POST.items()]
    offered.append({"id": "calm:", "label": "Call off what is still to come"})
    if isinstance(team.transport, SocketMode):
        offered.append({"id": "cut:", "label": "Cut the app's sockets"})
    token = {"id": "restore:", "label": "Give the app its token back"}
    offered.append(token if team.revoked else {"id": "revoke:", "label": "Revoke the app's token"})
    if channel.kind != "dm":
        offered += _about(team, channel)
    return offered


def _about(team: Team, channel: Channel) -> list[JSON]:
    inside = team.bot_user_id in channel.members
    archive = "Bring back" if channel.archived else "Archive"
    remove = f"Remove {team.app.name} from" if inside else f"Invite {team.app.name} to"
    return [
        {"id": f"archive:{channel.id}", "label": f"{archive} #{channel.name}"},
        {"id": f"rename:{channel.id}", "label": f"Rename #{channel.name}"},
        {"id": f"remove:{channel.id}", "label": f"{remove} #{channel.name}"},
    ]


def make_trouble(team: Team, fault_id: str) -> None:
    """Make the trouble with that id. Raises Refusal when there is no such trouble."""
    verb, _, about = fault_id.partition(":")
    verbs: dict[str, Callable[[], None]] = {
        "post": lambda: team.faults.add(Fault(FaultKind(about), method=_POST, seconds=_SECONDS)),
        "calm": team.faults.clear,
        "cut": lambda: _cut(team),
        "revoke": lambda: revoke(team),
        "restore": lambda: restore(team),
    }
    channel = team.channels.get(about)
    if channel is not None:
        verbs = {
            "archive": lambda: membership.archive(team, channel, archived=not channel.archived),
            "rename": lambda: membership.rename(team, channel, _other_name(channel.name)),
            "remove": lambda: _let_bot_in_or_out(team, channel),
        }
    if verb not in verbs:
        raise Refusal("There is no such trouble.")
    verbs[verb]()
    team.changed()


def _other_name(name: str) -> str:
    return name.removesuffix("-renamed") if name.endswith("-renamed") else f"{name}-renamed"


def _let_bot_in_or_out(team: Team, channel: Channel) -> None:
    change = membership.leave if team.bot_user_id in channel.members else membership.join
    change(team, channel, team.bot_user_id)


def _cut(team: Team) -> None:
    if isinstance(team.transport, SocketMode):
        team.transport.cut()
