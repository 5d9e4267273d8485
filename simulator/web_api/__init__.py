"""The Web API: a table from a method's name to what it does; all else is ``unknown_method``."""

from simulator.web_api import chat, conversations, misc, people, views
from simulator.web_api.calls import Methods

METHODS: Methods = {
    **misc.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **people.METHODS,
    **views.METHODS,
}
