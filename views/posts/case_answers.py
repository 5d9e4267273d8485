"""An e-mail that came in about a case, in its thread. What the vendor did not write never reads like it."""

from rollouts.announcing.briefs import CaseBrief
from rollouts.incoming_mail import Attachment, Automatic, Unread
from rollouts.kinds import CASE_ANSWER_TOLD
from rollouts.received_mails import SHOWN_MOST, ReceivedMail
from views.inlines import PROSE_MOST, Clip, Names, Quote, Text, Words, lines, one_line, say, sentences
from views.parts import Message, Paragraph, Part, SmallPrint
from views.wording import file_size

QUOTE_MOST = 2200
"""How much of a mail stands in the text; the parts have room for more."""
WHO_MOST, SUBJECT_MOST, WHY_MOST = 120, 250, 500

_LITTLE_MATTERS = frozenset({Unread.DATE, Unread.SENDER})
"""What could not be read and is none of the words; a sender that is not clear is unverified anyway."""


def content_of_answer(brief: CaseBrief, answer: ReceivedMail) -> Message:
    """Show a mail: its new words, or in a line of small print what a machine says."""
    if answer.mail.automatic is Automatic.BOUNCE:
        return _bounce(brief, answer)
    if answer.mail.automatic is Automatic.AUTO_REPLY:
        return _quietly(
            say(
                "An automatic reply to the e-mail about case {number} came{origin}: {subject}",
                number=brief.case.number,
                origin=_origin(answer),
                subject=_subject(answer),
            )
        )
    return _words(brief, answer)


def _words(brief: CaseBrief, answer: ReceivedMail) -> Message:
    mail = answer.mail
    most = QUOTE_MOST if brief.kind == CASE_ANSWER_TOLD else PROSE_MOST
    sentence, notes = _who_writes(brief, answer), _notes(answer, most)
    attached = _attached(mail.attachments)
    said = [Quote(mail.text, most)] if mail.text else ["It has no words of its own."]
    parts: tuple[Part, ...] = (
        Paragraph(sentence),
        *(Paragraph(words) for words in (*said, attached) if words),
        SmallPrint(notes),
    )
    text = Quote(mail.text, QUOTE_MOST) if mail.text else said[0]
    return Message(lines(sentence, text, attached, notes), parts, brief.delivery)


def _who_writes(brief: CaseBrief, answer: ReceivedMail) -> Text:
    """Say who wrote it, as far as that is certain. Only the vendor has a name: anybody can take one."""
    number, who = brief.case.number, _address(answer)
    if answer.is_from_vendor:
        name = one_line(answer.mail.sender.name) if answer.mail.sender else ""
        named = say("{name} ({who})", name=Clip(name, WHO_MOST), who=who) if name else who
        return say(
            "The vendor replied about case {number}: {named} wrote by e-mail.", number=number, named=named
        )
    if answer.mail.verified:
        return say(
            "{who} wrote an e-mail about case {number}. It is not an address of the vendor.",
            who=who,
            number=number,
        )
    if not who:
        return say(
            "Unverified sender: an e-mail about case {number} does not say clearly whom it is from.",
            number=number,
        )
    return say(
        "Unverified sender: an e-mail about case {number} says that it is from {who}. "
        "Nobody has checked that it is.",
        number=number,
        who=who,
    )


def _address(answer: ReceivedMail) -> Words:
    return Clip(answer.sender, WHO_MOST) if answer.sender else ""


def _subject(answer: ReceivedMail) -> Words:
    return Clip(one_line(answer.mail.subject), SUBJECT_MOST) if answer.mail.subject else "no subject"


def _origin(answer: ReceivedMail) -> Text:
    """Say where a machine's mail came from, as the end of a sentence."""
    if not answer.sender:
        return say(" (unverified sender)")
    if answer.mail.verified:
        return say(" from {who}", who=_address(answer))
    return say(" from {who} (unverified sender)", who=_address(answer))


def _notes(answer: ReceivedMail, most: int) -> Text:
    """Say what else there is to know of a mail: its subject, and what of it is not here, behind `most`."""
    mail = answer.mail
    missing = mail.unread - _LITTLE_MATTERS
    rest = sentences(
        "It is longer than what is shown here; all of it is in the mailbox." if len(mail.text) > most else "",
        "It is encrypted: a mail program can open it." if Unread.ENCRYPTED in missing else "",
        "Not all of it could be read; it is in the mailbox." if missing - {Unread.ENCRYPTED} else "",
        _no_more(answer),
    )
    return lines(say("Subject: {subject}", subject=_subject(answer)), rest)


def _no_more(answer: ReceivedMail) -> Words:
    if not answer.is_last_shown:
        return ""
    return say(
        "That makes {most} within an hour. What else comes is in the mailbox, and not shown here.",
        most=SHOWN_MOST,
    )


def _attached(attachments: tuple[Attachment, ...]) -> Words:
    """Name the files of a mail, with their sizes; those that are shared follow in the thread."""
    shared = tuple(each for each in attachments if each.is_taken)
    left = tuple(each for each in attachments if not each.is_taken)
    return sentences(
        say("Attached: {names}.", names=_names(shared)) if shared else "",
        say("Attached, in the mailbox: {names}.", names=_names(left)) if left else "",
    )


def _names(files: tuple[Attachment, ...]) -> Names:
    return Names(tuple(f"{each.name} ({file_size(each.size)})" for each in files))


def _bounce(brief: CaseBrief, answer: ReceivedMail) -> Message:
    """Say that what the vendor was sent did not arrive. It matters where somebody waits for help now."""
    mail, case = answer.mail, brief.case
    sentence = say(
        "Case {number}: the mail did not arrive: {why}",
        number=case.number,
        why=Clip(one_line(mail.text or mail.subject) or "no reason is given", WHY_MOST),
    )
    told = say("Says a mail{origin}.", origin=_origin(answer))
    if not case.urgent or case.is_closed:
        return _quietly(lines(sentence, told))
    ask = "Please reach the vendor in another way, and check the address."
    parts = Paragraph(sentence), Paragraph(ask), SmallPrint(sentences(told, _no_more(answer)))
    return Message(lines(sentence, ask, told), parts, brief.delivery)


def _quietly(words: Text) -> Message:
    return Message(words, (SmallPrint(words),))
