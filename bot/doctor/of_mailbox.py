"""Whether the mailbox can be read in which the vendor's answers arrive."""

import asyncio
from collections.abc import Iterator

from bot.mail.imap import ImapFolder, MailboxTrouble
from bot.mail.server import MailFolder
from bot.settings import Settings
from rollouts.findings import Finding, error, good, warning
from views.posts.deliveries import reason_words

SECONDS = 15


async def look_at_mailbox(settings: Settings) -> tuple[Finding, ...]:
    """Open the folder and leave it as it is."""
    if settings.mail_folder is None:
        return ()
    trouble = await asyncio.to_thread(_trouble, settings.mail_folder)
    return tuple(_findings(settings.mail_folder.name, trouble, has_name=bool(settings.mail_authserv_id)))


def _trouble(folder: MailFolder) -> str:
    connection = ImapFolder(folder, seconds=SECONDS)
    try:
        connection.open()
    except MailboxTrouble as trouble:
        return reason_words(trouble.reason)
    finally:
        connection.close()
    return ""


def _findings(name: str, trouble: str, *, has_name: bool) -> Iterator[Finding]:
    if trouble:
        yield error("mailbox", f"{name} cannot be read: {trouble}.", "Look at FORTNIGHT_IMAP_URL.")
    else:
        yield good("mailbox", f"{name} can be read.")
    if not has_name:
        yield warning(
            "senders of mails",
            "None is known to be true, so no answer counts as the vendor's.",
            "Set FORTNIGHT_MAIL_AUTHSERV_ID, see docs/vendor-mail.md.",
        )
