"""One call of the Web API: its arguments, and what may be asked of them.

A method is a function from a ``Call`` to the fields of its answer. It raises ``SlackError`` with Slack's own
code.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from slack_simulator.block_kit import check_blocks
from slack_simulator.records import JSON, Channel, User
from slack_simulator.team import Team

SCOPE_PREFIX = {"channel": "channels", "private": "groups", "group": "mpim", "dm": "im"}
DEFAULT_PAGE = 100
MOST_IN_A_PAGE = 1000


class SlackError(Exception):
    """The method refuses with one of the error codes that its page documents, and perhaps more fields."""

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.more = more


def invalid_arguments(*reasons: str) -> SlackError:
    """Return the error for arguments that are missing or of the wrong shape."""
    return SlackError(
        "invalid_arguments", response_metadata={"messages": [f"[ERROR] {reason}" for reason in reasons]}
    )


@dataclass(frozen=True)
class Call:
    """A call of ``method`` with ``args`` as they arrived: text from a form, anything from JSON."""

    team: Team
    method: str
    args: JSON

    def text(self, name: str) -> str:
        """Return a required argument as text."""
        value = self.args.get(name)
        if value is None or value == "":
            raise invalid_arguments(f"missing required field: {name}")
        return str(value)

    def optional(self, name: str) -> str | None:
        """Return an argument as text, None when it was left out or empty."""
        value = self.args.get(name)
        return None if value is None or value == "" else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a boolean argument; forms write it as ``true`` or ``1``."""
        value = self.args.get(name)
        return default if value is None else str(value).lower() in {"true", "1"}

    def structure(self, name: str, error: str) -> object:
        """Return an argument that is JSON, be it parsed or still text; ``error`` is the code for bad text."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError(error) from None

    def need(self, *scopes: str) -> None:
        """Raise ``missing_scope`` unless the app holds one of the scopes."""
        if not set(scopes) & set(self.team.app.scopes):
            raise SlackError("missing_scope", needed=scopes[0], provided=",".join(self.team.app.scopes))

    def channel(self, name: str = "channel") -> Channel:
        """Return a channel that the bot can see: private ones exist for their members only."""
        channel = self.team.channels.get(self.text(name))
        if channel is None or (channel.kind != "channel" and self.team.bot_user_id not in channel.members):
            raise SlackError("channel_not_found")
        return channel

    def joined_channel(self) -> Channel:
        """Return a channel that the bot is a member of."""
        channel = self.channel()
        if self.team.bot_user_id not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def user(self, name: str = "user") -> User:
        """Return the person that an argument names by id."""
        user = self.team.users.get(self.text(name))
        if user is None:
            raise SlackError("user_not_found")
        return user

    def blocks(self) -> list[JSON] | None:
        """Return the blocks of a message, checked; None when none were given."""
        blocks = self.structure("blocks", "invalid_blocks_format")
        if blocks is None:
            return None
        if not isinstance(blocks, list):
            raise SlackError("invalid_blocks_format")
        reasons = check_blocks(blocks)
        if reasons:
            raise invalid_blocks(reasons)
        return blocks

    def page(self, found: list[JSON], name: str, default: int = DEFAULT_PAGE) -> JSON:
        """Return one page of ``found`` as ``{name: [...], "response_metadata": {"next_cursor": ...}}``."""
        start, size = self.cursor(), self.limit(default)
        more = f"offset:{start + size}" if start + size < len(found) else ""
        return {name: found[start : start + size], "response_metadata": {"next_cursor": more}}

    def limit(self, default: int) -> int:
        """Return how many things a page may hold."""
        text = self.optional("limit")
        if text is None or text == "0":
            return default
        if not text.isdigit() or not 1 <= int(text) <= MOST_IN_A_PAGE:
            raise SlackError("invalid_limit")
        return int(text)

    def cursor(self) -> int:
        """Return where the page begins."""
        text = self.optional("cursor")
        if text is None:
            return 0
        word, _, number = text.partition(":")
        if word != "offset" or not number.isdigit():
            raise SlackError("invalid_cursor")
        return int(number)


def invalid_blocks(reasons: list[str]) -> SlackError:
    """Return the error for blocks that Slack would refuse, the reasons where Slack puts them."""
    messages = [f"[ERROR] {reason}" for reason in reasons]
    return SlackError("invalid_blocks", errors=reasons, response_metadata={"messages": messages})


@dataclass(frozen=True)
class Method:
    """A method of the Web API: what it does, which scope it needs (any one of them), tier and caller.

    Rights that depend on the kind of channel are asked for by the method itself. ``tier`` None is Slack's
    "special".
    """

    run: Callable[[Call], JSON]
    scopes: tuple[str, ...] = ()
    tier: Literal[1, 2, 3, 4] | None = None
    caller: Literal["bot", "app", "anyone"] = "bot"


Methods: TypeAlias = dict[str, Method]
