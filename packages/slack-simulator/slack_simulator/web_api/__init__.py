"""The Web API: a table from a method's name to what it does; all else is ``unknown_method``."""

from slack_simulator.web_api import chat, conversations, files, misc, people, views
from slack_simulator.web_api.calls import Methods

METHODS: Methods = {
    **misc.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **people.METHODS,
    **views.METHODS,
}
