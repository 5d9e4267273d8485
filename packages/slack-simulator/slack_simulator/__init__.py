"""A Slack workspace on your own machine, for any Bolt app: Web API, Socket Mode and a page in the browser.

workspace = Workspace(manifest=manifest, now=clock)
ana = workspace.add_person(id="U0ANA", name="ana", real_name="Ana Lima")
workspace.add_channel(id="C0ACME", name="acme", members=[ana.id])
server = await serve(workspace)
# point the app at server.api_url with workspace.bot_token and workspace.app_token
answer = await Driver(workspace).person("ana").runs("/live", in_="#acme")  # from slack_simulator.testing
"""

from slack_simulator.app_link.asking import Refusal
from slack_simulator.companion import Companion, CompanionState, Jump, Letter, Mail, Place, Step, Upcoming
from slack_simulator.faults import Fault, FaultKind
from slack_simulator.records import Channel, Group, Message, User, View
from slack_simulator.server import Server, serve
from slack_simulator.workspace import Workspace

__all__ = [
    "Channel",
    "Companion",
    "CompanionState",
    "Fault",
    "FaultKind",
    "Group",
    "Jump",
    "Letter",
    "Mail",
    "Message",
    "Place",
    "Refusal",
    "Server",
    "Step",
    "Upcoming",
    "User",
    "View",
    "Workspace",
    "serve",
]
