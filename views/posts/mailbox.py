"""What managers are told of a mailbox that cannot be read."""

from rollouts.announcing.briefs import MailboxBrief
from views.inlines import Code, lines, say
from views.parts import Heading, Message, Paragraph
from views.posts.deliveries import reason_words


def mailbox_closed(brief: MailboxBrief) -> Message:
    """Say why, what comes of it, and what to do; once it is over, say that."""
    if brief.is_over:
        settled = say("Settled: the mailbox {name} can be read again.", name=brief.mailbox)
        return Message(settled, (Paragraph(settled),), brief.delivery)
    sentence = say(
        "The mailbox {name} cannot be read: {why}. "
        "The vendor's answers stay there, and do not appear in the threads of their cases.",
        name=brief.mailbox,
        why=reason_words(brief.trouble),
    )
    advice = say(
        "Please put {setting} right and start me again, or mend it at the mail server: I keep trying. "
        "What came meanwhile is read then.",
        setting=Code("FORTNIGHT_IMAP_URL"),
    )
    parts = Heading("The mailbox cannot be read"), Paragraph(sentence), Paragraph(advice)
    return Message(lines(sentence, advice), parts, brief.delivery)
