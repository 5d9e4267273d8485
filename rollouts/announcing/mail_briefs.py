"""The facts behind one e-mail to the vendor, gathered at the moment it is sent."""

from dataclasses import dataclass
from datetime import datetime

from rollouts.case_files import CaseFile
from rollouts.cases import Case, Note
from rollouts.deliveries import Announcement
from rollouts.integrations import Integration
from rollouts.kinds import Kind
from rollouts.mail_files import MailFile
from rollouts.policy import Policy
from rollouts.received_mails import ReceivedMail
from rollouts.releases import Release
from rollouts.servers import Server


@dataclass(frozen=True, slots=True)
class MailBrief:
    """What is known when a mail about a case is sent, or shown to be sent by hand.

    `notes` are what it tells beside what every mail says; `is_urgent` how the case stood after them. `token`
    is how an answer is known; `references` are the Message-IDs of the mails before it, the oldest first.
    `may_be_rolled_back`: it is on the first server. Vendor: "If you're on the Standard Release server, a
    rollback or hotfix may also be possible." `files` are those that belong to what it tells.
    """

    delivery: int
    announcement: Announcement
    case: Case
    release: Release | None
    server: Server | None
    integrations: tuple[Integration, ...]
    notes: tuple[Note, ...]
    is_urgent: bool
    may_be_rolled_back: bool
    token: str
    message_id: str
    references: tuple[str, ...]
    policy: Policy
    now: datetime
    servers: tuple[Server, ...] = ()
    files: tuple[CaseFile, ...] = ()

    @property
    def kind(self) -> Kind:
        """What is said."""
        return self.announcement.kind

    @property
    def is_first(self) -> bool:
        """Whether it opens the case for the vendor; else it follows up."""
        return self.announcement.number == 0


@dataclass(frozen=True, slots=True)
class FilesBrief:
    """The files of a mail that came in about a case, for the thread with that id in the channel."""

    delivery: int
    announcement: Announcement
    mail: ReceivedMail
    channel: str
    thread: str
    files: tuple[MailFile, ...]

    @property
    def kind(self) -> Kind:
        """What is said."""
        return self.announcement.kind
