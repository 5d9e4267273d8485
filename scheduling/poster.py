"""What the dispatcher and the searcher ask of a chat system, and of e-mail."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from rollouts.case_files import CaseFile, Fetched, NotFetched
from rollouts.deliveries import Copy, Key, Message, NotPosted, NotReadable, Outcome, Reason, Refused
from views import parts
from views.files import File
from views.inlines import Words
from views.posts.mails import Mail


class Mailer(Protocol):
    """Sends e-mails. It never raises: what went wrong is an outcome."""

    async def names(self, people: Collection[str]) -> Mapping[str, str]:
        """Return what people are called in a mail, by id, as far as it is known; it takes no long time."""

    async def send(self, mail: Mail) -> Outcome:
        """Send a mail to all it is for, or to those who are not refused."""


class NoMailer:
    """Stands where no mail server is set."""

    async def names(self, people: Collection[str]) -> Mapping[str, str]:
        """Return nothing of anybody."""
        del people
        return {}

    async def send(self, mail: Mail) -> Outcome:
        """Send nothing."""
        del mail
        return NotPosted(Reason.NO_MAIL_SERVER, timedelta(minutes=1))


class FileSource(Protocol):
    """Knows what is in the files that people shared. It never raises."""

    async def fetch(self, files: Sequence[CaseFile], *, most: int) -> Mapping[str, Fetched]:
        """Return what is in each file, by id: as many as make `most` bytes. It takes no long time."""


class NoFileSource:
    """Stands where no files can be asked for."""

    async def fetch(self, files: Sequence[CaseFile], *, most: int) -> Mapping[str, Fetched]:
        """Return nothing of any file."""
        del most
        return dict.fromkeys((file.id for file in files), NotFetched.NOT_THERE)


class FileSharer(Protocol):
    """Shares files in conversations. It never raises: what went wrong is an outcome."""

    async def share(self, files: Sequence[File], *, words: Words, place: Message) -> Outcome:
        """Share files in the thread of that message, in one message with `words`."""


class NoFileSharer:
    """Stands where no files can be shared."""

    async def share(self, files: Sequence[File], *, words: Words, place: Message) -> Outcome:
        """Share nothing."""
        del files, words, place
        return Refused(Reason.NOTHING_TO_SAY)


class Poster(Protocol):
    """Puts messages into the chat system. It never raises: what went wrong is an outcome."""

    async def post(
        self, *, channel: str, content: parts.Message, thread: str | None, broadcast: bool, key: Key
    ) -> Outcome:
        """Post into the channel (or to a person), or under `thread`; `key` marks the message."""

    async def update(self, *, message: Message, content: parts.Message) -> Outcome:
        """Replace what a message says."""

    async def tick(self, message: Message) -> Outcome:
        """Set a tick on a message, whoever wrote it; one that has ours already is as good."""

    async def find(
        self, *, channel: str, thread: str | None, keys: frozenset[Key], since: datetime
    ) -> Mapping[Key, tuple[Copy, ...]] | NotReadable | NotPosted:
        """Look for posts by their marks, in the channel or under `thread`, all from `since` on.

        Whatever of them is not among the answer is not there. `NotReadable`: it cannot be told; `NotPosted`:
        it cannot be told just now.
        """

    async def delete(self, message: Message) -> bool:
        """Delete a message; False when it has to be tried again."""

    async def link(self, message: Message) -> str | None:
        """Return an address that leads to the message; None when it has to be asked for again."""
