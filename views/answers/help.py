"""What Fortnight can be asked for."""

from views.actions import Press
from views.inlines import Bold, Code, lines, say
from views.parts import Button, Buttons, Message, Paragraph

_ASK = (
    ("/live", "what is live on each server"),
    ("/live controlled", "what is live on one server; a release or an integration works too"),
    ("/live is 2026.11 on Controlled yet?", "a question; you can also mention me, or write to me directly"),
    ("/live mine", "your integrations"),
    ("/urgent what is wrong", "report a problem: an urgent case opens at once"),
    ("/case new", "report what can wait"),
    ("/case", "the open cases; also mine"),
    ("/case 3", "one case: how it stands, who did what"),
)
_RELEASES = (
    ("/release list", "the releases that are coming, and past ones"),
    ("/release show 2026.11", "one release with all its posts"),
    ("/release next", "the next dates and posts; also of one release or server"),
    ("/release preview 2026.11", "how its posts will read"),
    ("/release history 2026.11", "who changed what of it, when and why"),
    ("/release report 2026.11", "what came of it: tests, opt-in features, cases and their times"),
    ("/release calendar", "all dates as a calendar file, in your direct messages"),
    ("/release timeline", "all servers as a picture, in your direct messages"),
    ("/release sources", "where the vendor's news is read, and how that goes"),
    ("/release new", "enter a release (managers)"),
    ("/release confirm 2026.11 standard", "say that it is live (its owner, managers)"),
    ("/release edit 2026.11", "describe it anew (managers)"),
    ("/release move 2026.11 standard 4 Dec why", "move it (managers)"),
    (
        "/release hold 2026.11 why",
        "stop it; also resume, rollback, hotfix, withdraw (managers)",
    ),
    ("/release settings", "what I go by, and where it comes from (managers)"),
    ("/release doctor", "whether I am well, and what to do if not (managers)"),
)
_INTEGRATIONS = (
    ("/integration list", "all integrations"),
    ("/integration show Acme LMS", "one integration"),
    ("/integration add", "enter an integration"),
    ("/integration edit Acme LMS", "change one (its owners, managers)"),
    ("/integration remove Acme LMS", "remove one (its owners, managers)"),
)
TESTING = (
    "When a release is live on a server of yours, press All passed or Checks … on the message that says so. "
    "A problem opens a case. Before it goes on you are reminded of what is left."
)


def show_help() -> Message:
    """Say what one can type, and offer the most wanted as buttons."""
    groups = [
        lines(
            Bold(title),
            *(
                say("{command} {meaning}", command=Code(command), meaning=meaning)
                for command, meaning in known
            ),
        )
        for title, known in (
            ("Ask and report", _ASK),
            ("Releases", _RELEASES),
            ("Integrations", _INTEGRATIONS),
        )
    ]
    groups.insert(2, lines(Bold("Testing"), TESTING))
    buttons = (
        Button("New release", Press.NEW_RELEASE, "new"),
        Button("New integration", Press.NEW_INTEGRATION, "new"),
        Button("Report a problem", Press.OPEN_URGENT, "new", style="danger"),
    )
    return Message(lines(*groups), (*map(Paragraph, groups), Buttons(buttons)))
