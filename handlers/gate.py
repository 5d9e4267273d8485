"""The one gate: people of other organisations are refused here, before they become a caller of anything.

What came from Slack says it, so nobody is looked up. Commands are not shared with other organisations,
buttons are: https://docs.slack.dev/apis/slack-connect
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rollouts.people import Caller, Right
from rollouts.refusals import NotAllowed

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gate:
    """Knows the workspace and the organisation (of several workspaces) that the bot was installed in."""

    team: str
    enterprise: str | None = None

    def of_command(self, body: Body) -> Caller:
        """Return who typed a command.

        Raises:
            NotAllowed: they are of another organisation.
        """
        return self._let_in(body["user_id"], body.get("team_id"), body.get("enterprise_id"))

    def of_interaction(self, body: Body) -> Caller:
        """Return who pressed a button or sent a form.

        In an organisation of several workspaces `user.team_id` is the organisation's id:
        https://docs.slack.dev/reference/interaction-payloads/block_actions-payload

        Raises:
            NotAllowed: they are of another organisation.
        """
        user, team = body["user"], body.get("team") or {}
        home = user.get("team_id") or team.get("id")
        # `team` is where it was done; it says something of the person where that is their own.
        return self._let_in(user["id"], home, team.get("enterprise_id") if team.get("id") == home else None)

    def of_message(self, body: Body) -> Caller:
        """Return who wrote the message of an event; `user_team` can be an organisation's id.

        Raises:
            NotAllowed: they are of another organisation.
        """
        event = body["event"]
        home = event.get("user_team") or event.get("team")
        if body.get("is_ext_shared_channel"):
            return self._let_in(event["user"], home, None)
        return self._let_in(event["user"], home or body["team_id"], body.get("context_enterprise_id"))

    def _let_in(self, user: str, team: str | None, enterprise: str | None) -> Caller:
        if team == self.team or (self.enterprise and self.enterprise in (team, enterprise)):
            return Caller(user)
        raise NotAllowed(Right.ASK)
