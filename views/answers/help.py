"""What Fortnight can be asked for."""

from rollouts.deliveries import Content
from views.actions import Press
from views.kit import actions, button, content, section

_ASK = (
    ("/live", "what is live on each server"),
    ("/live controlled", "what is live on one server; a question works too"),
    ("/urgent what is wrong", "report a problem: an urgent case opens at once"),
)
_RELEASES = (
    ("/release list", "the releases that are coming, and past ones"),
    ("/release show 2026.11", "one release with all its posts"),
    ("/release next", "the next dates and posts"),
    ("/release preview 2026.11", "how its posts will read"),
    ("/release new", "enter a release (managers)"),
    ("/release confirm 2026.11 standard", "say that it is live (its owner, managers)"),
)
_INTEGRATIONS = (
    ("/integration list", "all integrations"),
    ("/integration show Acme LMS", "one integration"),
    ("/integration add", "enter an integration"),
    ("/integration edit Acme LMS", "change one (its owners, managers)"),
    ("/integration remove Acme LMS", "remove one (its owners, managers)"),
)


def show_help() -> Content:
    """Say what one can type, and offer the most wanted as buttons."""
    parts = [
        f"*{title}*\n" + "\n".join(f"`{command}` {meaning}" for command, meaning in commands)
        for title, commands in (
            ("Ask and report", _ASK),
            ("Releases", _RELEASES),
            ("Integrations", _INTEGRATIONS),
        )
    ]
    buttons = actions(
        button("New release", Press.NEW_RELEASE, "new"),
        button("New integration", Press.NEW_INTEGRATION, "new"),
        button("Report a problem", Press.OPEN_URGENT, "new", style="danger"),
    )
    return content("\n".join(parts), [*map(section, parts), *buttons])
