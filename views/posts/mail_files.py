"""The files of an e-mail that came in: what is said beside them, and why they are not there."""

from rollouts.announcing.briefs import CaseBrief
from rollouts.announcing.mail_briefs import FilesBrief
from rollouts.deliveries import Reason
from rollouts.mail_files import UNSAFE
from rollouts.received_mails import ReceivedMail
from views.files import File
from views.inlines import Clip, Code, Names, Text, say, sentences
from views.parts import Message, Paragraph
from views.posts.deliveries import reason_words

WHO_MOST = 120
_NOBODY_KNOWS = frozenset({Reason.PROCESS_STOPPED.value, Reason.ANSWER_LOST.value})


def files_of(brief: FilesBrief) -> tuple[File, ...]:
    """Return the files as they are shared."""
    return tuple(File(each.name, each.name, each.content, "") for each in brief.files)


def words_beside(brief: FilesBrief) -> Text:
    """Say whose files they are, as far as that is certain, and what was done to their names."""
    is_defused = any(each.name.endswith(UNSAFE) for each in brief.files)
    return sentences(
        _whose(brief.mail),
        say(
            "{unsafe} stands behind a name where opening the file could run something.",
            unsafe=Code(UNSAFE),
        )
        if is_defused
        else "",
    )


def _whose(mail: ReceivedMail) -> Text:
    case, who = mail.case or 0, Clip(mail.sender, WHO_MOST)
    if mail.is_from_vendor:
        return say("From the vendor's e-mail about case {case}.", case=case)
    if mail.mail.verified:
        return say("From the e-mail of {who} about case {case}.", who=who, case=case)
    return say("From the e-mail about case {case} of an unverified sender: open with care.", case=case)


def files_left(brief: CaseBrief, answer: ReceivedMail) -> Message:
    """Say that files are not in the thread, or may not be, and where they are."""
    names = Names(tuple(each.name for each in answer.mail.attachments if each.is_taken))
    words = sentences(_why(brief, names), "All that was attached is in the mailbox.")
    return Message(words, (Paragraph(words),), brief.delivery)


def _why(brief: CaseBrief, names: Names) -> Text:
    number, why = brief.case.number, brief.unshared
    if why in _NOBODY_KNOWS:
        return say(
            "The files of the e-mail about case {number} may not have arrived here, and are not sent "
            "twice: {names}.",
            number=number,
            names=names,
        )
    if why == "missing_scope":
        return say(
            "The files of the e-mail about case {number} are not here, since Fortnight may not share files: "
            "{names}. Whoever installed it can add the scope {scope} and install it again.",
            number=number,
            names=names,
            scope=Code("files:write"),
        )
    return say(
        "The files of the e-mail about case {number} could not be shared here ({why}): {names}.",
        number=number,
        why=reason_words(why),
        names=names,
    )
