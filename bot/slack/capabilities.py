"""What the Slack app can do, and what it asks Slack for: the one table behind `manifest.yml`.

A new capability is one row here and one listener in `handlers/`. `fortnight manifest > manifest.yml` writes
the manifest anew; tests hold it, the listeners, docs/slack-app.md and CHANGELOG.md against this table.
"""

from dataclasses import dataclass
from typing import Any

NAMES_AS_IDS = True
"""Commands get `@name` and `#name` as ids (Slack: `should_escape`), so that nobody has to be looked up."""


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command; `usage_hint` is what Slack shows while it is typed."""

    name: str
    description: str
    usage_hint: str


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut in the menu of each message, or else a global one."""

    callback_id: str
    name: str
    description: str
    on_message: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Capability:
    """One thing that the app can do, and what it needs for that.

    `why` says what it is good for, `without` what a user loses when a scope was not granted; documentation
    and log show these sentences. Without one that is `required` the app cannot do its main job.
    """

    name: str
    why: str
    without: str
    required: bool = False
    scopes: tuple[str, ...]
    events: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()


URGENTLY, PROBLEM = "Report urgent…", "Report a problem…"
"""What shortcuts are called; an ellipsis says that more may be asked."""

CAPABILITIES = (
    Capability(
        name="Posts",
        why="Posts announcements, cases and private answers.",
        without="Nothing can be posted, and Fortnight stops at the first post.",
        required=True,
        scopes=("chat:write",),
    ),
    Capability(
        name="Public channels",
        why="Posts into public channels that nobody invited it to, and joins them.",
        without="A public channel hears nothing, or a lost post cannot be looked for there, "
        "until somebody invites Fortnight.",
        scopes=("chat:write.public", "channels:join"),
    ),
    Capability(
        name="Commands",
        why="Answers slash commands.",
        without="Nobody can ask, enter or confirm anything by typing.",
        required=True,
        scopes=("commands",),
        commands=(
            Command(
                "/live",
                "What is live where, and what comes next",
                "[server, release, integration or question]",
            ),
            Command(
                "/release",
                "Releases - what is coming, what was posted, confirm that one is live",
                "[list | show | next | new | edit | move | hold | resume | confirm | rollback | hotfix "
                "| withdraw | preview | deliveries | history | report | calendar | timeline | sources "
                "| settings | doctor | help]",
            ),
            Command(
                "/integration",
                "Which integration is on which server",
                "[list | show | add | edit | remove | help]",
            ),
            Command("/urgent", "Something is broken - open an urgent case now", "[what is wrong]"),
            Command(
                "/case",
                "Support cases - what is open, and report what can wait",
                "[list | mine | show | new | help]",
            ),
        ),
    ),
    Capability(
        name="Home",
        why="Shows each person under its Home tab what is live, what comes next, and what concerns them.",
        without="The Home tab shows nobody anything, since it is not known who opens it.",
        scopes=("users:read",),
        events=("app_home_opened",),
    ),
    Capability(
        name="Shortcuts",
        why="Takes a report from the menu of any message, which it quotes, and from anywhere in Slack.",
        without="A problem is reported by /urgent, by /case new and by the buttons of messages alone.",
        scopes=("commands",),
        shortcuts=(
            Shortcut("report_urgent_anywhere", URGENTLY, "Opens an urgent case", on_message=False),
            Shortcut("report_problem_anywhere", PROBLEM, "Opens a case that can wait", on_message=False),
            Shortcut("report_urgent_of_message", URGENTLY, "Opens an urgent case that quotes the message"),
            Shortcut("report_problem_of_message", PROBLEM, "Opens a case that can wait, quoting the message"),
            Shortcut(
                "send_to_vendor", "Send to vendor", "E-mails the message in the conversation of its case"
            ),
            Shortcut("make_a_release", "Make a release of this", "Reads the vendor's news in the message"),
        ),
    ),
    Capability(
        name="Ticks",
        why="Sets a tick on a message once the vendor has been e-mailed what it says.",
        without="A line in the thread of the case says that it was e-mailed.",
        scopes=("reactions:write",),
    ),
    Capability(
        name="Mentions",
        why="Answers a question that mentions it.",
        without="A mention stays without an answer; /live answers the same questions.",
        scopes=("app_mentions:read",),
        events=("app_mention",),
    ),
    Capability(
        name="People",
        why="Knows who is an admin, who is a guest, and who is of another organisation.",
        without="Nobody's rights are known, so commands and buttons are answered with an error.",
        required=True,
        scopes=("users:read",),
    ),
    Capability(
        name="Groups of managers",
        why="Knows who is in the user groups that FORTNIGHT_MANAGERS names.",
        without="A user group in FORTNIGHT_MANAGERS gives nobody the rights of a manager.",
        scopes=("usergroups:read",),
    ),
    Capability(
        name="Channels by name",
        why="Finds a channel that a calendar file or a setting gives as #name.",
        without="Channels can be given by id only.",
        scopes=("channels:read", "groups:read"),
    ),
    Capability(
        name="Members of channels",
        why="Lets people enter integrations for the channels that they are in.",
        without="Every member can enter an integration for every public channel.",
        scopes=("channels:read", "groups:read"),
    ),
    Capability(
        name="People by address",
        why="Finds people whom a calendar file or a setting names by their e-mail address.",
        without="People can be given by name or id only.",
        scopes=("users:read", "users:read.email"),
    ),
    Capability(
        name="Opened channels",
        why="Posts what waited as soon as a channel is unarchived or Fortnight is invited.",
        without="What waits for a closed channel goes out only after somebody presses Try again.",
        scopes=("channels:read", "groups:read"),
        events=("channel_unarchive", "member_joined_channel"),
    ),
    Capability(
        name="Lost posts",
        why="Looks into a channel for a message when Slack's answer to it was lost.",
        without="A manager is asked about every message whose answer was lost.",
        scopes=("channels:history", "groups:history"),
    ),
    Capability(
        name="Files",
        why="Sends the calendar and the picture of the releases, and what the vendor's e-mails bring, as "
        "files.",
        without="The commands /release calendar and /release timeline say that they may not send files, and "
        "the files of an e-mail stay in the mailbox.",
        scopes=("files:write",),
    ),
    Capability(
        name="Files that are read",
        why="E-mails files to the vendor that were on a message that somebody reported or sent, and reads "
        "the vendor's e-mails that were forwarded into Slack.",
        without="Such files stay in Slack; the e-mail and the thread of the case name them. Of a forwarded "
        "e-mail the text has to be pasted.",
        scopes=("files:read",),
    ),
    Capability(
        name="Direct messages",
        why="Asks a release's owner privately, answers what is asked there, and looks there for a message "
        "whose answer was lost.",
        without="Private questions may not arrive, and a lost one cannot be looked for.",
        scopes=("im:write", "im:history"),
        events=("message.im",),
    ),
    Capability(
        name="Group messages",
        why="Opens a case that was reported privately with the managers and its reporter together, where no "
        "support channel is set.",
        without="Such a case goes to one manager, with copies for the others.",
        scopes=("mpim:write", "mpim:history"),
    ),
)

DISPLAY = {
    "name": "Fortnight",
    "description": "Knows what is live where, says what is coming, and opens an urgent thread in one click.",
    "long_description": (
        "Vendors ship every release to one server first and to a second one about a fortnight later. "
        "Fortnight posts the preview, the reminder and the confirmation for each server into the channels "
        "of the teams that integrate with the vendor, says what each of them has to do, answers what is "
        "live where, and opens an urgent support thread in one click."
    ),
    "background_color": "#24504c",
}
"""How Slack shows the app to people."""

HOME = {
    "home_tab_enabled": True,
    "messages_tab_enabled": True,  # what is said to one person stands there
    "messages_tab_read_only_enabled": False,  # what is asked there is answered
}
"""The two tabs of the app's own page in Slack."""

BOT_USER = {"display_name": "fortnight", "always_online": True}

SETTINGS: dict[str, Any] = {
    "interactivity": {"is_enabled": True},  # buttons and forms
    "org_deploy_enabled": False,
    "socket_mode_enabled": True,  # no address of ours has to be reachable
    "token_rotation_enabled": False,
}
"""What is set for the app as a whole."""
