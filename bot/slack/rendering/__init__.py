"""From the neutral parts of `views/` to what Slack takes: escaped, and cut to its limits as it counts."""

from bot.slack.rendering.forms import render_again, render_form
from bot.slack.rendering.home import render_home
from bot.slack.rendering.messages import Rendered, render_message

__all__ = ["Rendered", "render_again", "render_form", "render_home", "render_message"]
