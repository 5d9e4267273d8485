"""Home as Slack's Home tab: https://docs.slack.dev/surfaces/app-home."""

from bot.slack.rendering.limits import HOME_BLOCKS_MOST
from bot.slack.rendering.messages import render_parts
from views.forms import Home


def render_home(home: Home) -> dict[str, object]:
    """Render somebody's Home. It is laid out to fit; whatever should not is left out at its end."""
    return {
        "type": "home",
        "private_metadata": home.value,
        "blocks": render_parts(home.message)[:HOME_BLOCKS_MOST],
    }
