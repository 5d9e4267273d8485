"""What those hear who let the vendor be told something; that it went out, a tick says."""

from rollouts.usecases.telling_vendor import ToldVendor
from views.inlines import Code, Names, Words, lines, say
from views.parts import Message, Paragraph, said
from views.posts.case_mails import copy_of, to_copy


def told(answer: ToldVendor) -> Message | None:
    """Say what came of it, unless the tick will."""
    if answer.again:
        return said("The vendor was told that already; it is not sent twice.")
    if answer.by_hand is None:
        return None
    addresses = answer.by_hand.policy.support_emails
    to: Words = Names(addresses) if addresses else "the vendor's support"
    sentence = say(
        "I cannot e-mail it, for no mail server is set ({setting}). Please send this to {to}.",
        setting=Code("FORTNIGHT_SMTP_URL"),
        to=to,
    )
    return Message(lines(sentence, copy_of(answer.by_hand)), (Paragraph(sentence), *to_copy(answer.by_hand)))
