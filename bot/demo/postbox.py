"""The mail of the local workspace: what goes to the vendor appears on the page, and leaves it no further."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from rollouts.deliveries import Message, Outcome, Sent
from slack_simulator import Mail as Shown
from slack_simulator import Workspace
from views.posts.mails import Mail

URL = "smtp://localhost"
"""Stands for a mail server in the settings; nothing ever connects to it."""
OURS, VENDOR = "fortnight@acme.example", "support@vendor.example"


class Postbox:
    """The `Mailer` whose mails a visitor reads."""

    def __init__(self, workspace: Workspace, now: Callable[[], datetime]) -> None:
        self._workspace = workspace
        self._now = now
        self._shown: dict[str, Shown] = {}

    @property
    def mails(self) -> list[Shown]:
        """What was sent, the oldest first."""
        return list(self._shown.values())

    async def names(self, people: Collection[str]) -> Mapping[str, str]:
        """Return what the people of the workspace are called."""
        users = self._workspace.users
        return {each: users[each].real_name for each in people if each in users}

    async def send(self, mail: Mail) -> Outcome:
        """Show the mail; one that comes twice is the same."""
        to = ", ".join(mail.to)
        self._shown[mail.message_id] = Shown(
            id=mail.message_id,
            at=self._now(),
            sender=mail.sender,
            to=to,
            subject=mail.subject,
            body=mail.text,
            direction="out",
        )
        self._workspace.changed()
        return Sent(Message(to, mail.message_id))
