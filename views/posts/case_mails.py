"""What is said of the e-mails about a case: on its card, and of each one in its thread."""

from rollouts.announcing.briefs import CaseBrief
from rollouts.announcing.mail_briefs import MailBrief
from rollouts.deliveries import Delivery, Reason, State
from views.actions import Press, pack
from views.inlines import Code, Link, Moment, Names, Preformatted, Text, Words, lines, say, sentences
from views.parts import Button, Buttons, Message, Paragraph, Part, SmallPrint
from views.posts.deliveries import reason_words
from views.posts.mails import mailto, subject_of, text_of

TEXT_MOST = 2800
"""How much of a mail is shown to be copied."""


def mail_line(brief: CaseBrief) -> Words:
    """Say in one sentence how it stands with the newest mail of a case; nothing where nothing is to come."""
    mail, policy = brief.mail, brief.policy
    if mail is None:
        return ""
    to = _to(brief, mail)
    match mail.state:
        case State.SENT:
            return say("E-mailed to {to} {when}.", to=to, when=_when(brief, mail))
        case State.PLANNED if policy.mail_from and mail.due_at > brief.now:
            when = Moment(mail.due_at, policy.timezone)
            return say("The e-mail to {to} goes out at {when}, or once details are added.", to=to, when=when)
        case State.WAITING:
            return say("Not e-mailed to {to} yet; I keep trying.", to=to)
        case State.UNKNOWN:
            return say("It is not known whether the e-mail to {to} arrived: see the thread.", to=to)
        case State.FAILED:
            return say("It could not be e-mailed to {to}: see the thread.", to=to)
        case State.SKIPPED if mail.reason == Reason.NO_MAIL_SERVER:
            return "Nobody was e-mailed: see the thread."
        case _:
            return ""


def content_of_mail(brief: CaseBrief, mail: Delivery, mailed: MailBrief) -> Message:
    """Say in the thread what became of a mail."""
    sentence = _sentence(brief, mail)
    # What went wrong for good, or cannot be sent by us, somebody may send by hand.
    is_by_hand = mail.state is State.FAILED or mail.reason == Reason.NO_MAIL_SERVER
    shown = to_copy(mailed) if is_by_hand else [SmallPrint(subject_of(mailed))]
    parts: tuple[Part, ...] = (Paragraph(sentence), *shown, *_buttons(brief, mail))
    return Message(lines(sentence, copy_of(mailed) if is_by_hand else ""), parts, brief.delivery)


def _sentence(brief: CaseBrief, mail: Delivery) -> Text:
    to, why = _to(brief, mail), reason_words(mail.reason)
    match mail.state:
        case State.SENT if mail.reason == Reason.SOMEBODY_SAW_IT:
            return say("The e-mail to {to} arrived.", to=to)
        case State.SENT:
            sent = say("E-mailed to {to} {when}.", to=to, when=_when(brief, mail))
            return sentences(sent, say("But {why}.", why=why) if mail.reason else "")
        case State.WAITING if mail.reason == Reason.TRIED_AGAIN:
            return say("It is being e-mailed to {to}.", to=to)
        case State.WAITING if mail.lost_at:
            return say(
                "The e-mail to {to} may have arrived: {why}. The case is urgent, so it is sent once more.",
                to=to,
                why=why,
            )
        case State.WAITING:
            return say("Not e-mailed to {to} yet: {why}. I keep trying.", to=to, why=why)
        case State.FAILED:
            return say(
                "It could not be e-mailed to {to}: {why}. "
                "Once that is mended, press Try again; or send it yourself.",
                to=to,
                why=why,
            )
        case State.UNKNOWN:
            return say(
                "It is not known whether the e-mail to {to} arrived: {why}. "
                "Please ask them, then press one of these.",
                to=to,
                why=why,
            )
        case State.SKIPPED:
            return _skipped(brief, mail)
        case _:
            return say("It is being e-mailed to {to}.", to=to)


def _to(brief: CaseBrief, mail: Delivery) -> Words:
    """Name the addresses that it went to, or will."""
    went_to = mail.message.channel.split(", ") if mail.message else list(brief.policy.support_emails)
    return Names(tuple(went_to)) if went_to else "the vendor's support"


def _when(brief: CaseBrief, mail: Delivery) -> Moment:
    return Moment(mail.finished_at or mail.due_at, brief.policy.timezone)


def to_copy(mailed: MailBrief) -> list[Part]:
    """Offer a mail to be sent by hand."""
    link = Link(mailto(mailed), "Open it in your mail program")
    return [Paragraph(link), Paragraph(copy_of(mailed))]


def copy_of(mailed: MailBrief) -> Preformatted:
    """Show a mail as a person would send it."""
    return Preformatted(f"{subject_of(mailed)}\n\n{text_of(mailed, {}, is_by_hand=True)}", TEXT_MOST)


def _skipped(brief: CaseBrief, mail: Delivery) -> Text:
    to = _to(brief, mail)
    if _can_go_out_now(brief, mail):
        return say(
            "It was not e-mailed to {to}, for no mail server was set. Now there is one: press Send now.",
            to=to,
        )
    if mail.reason == Reason.NO_MAIL_SERVER:
        return say(
            "Nobody was e-mailed, for no mail server is set ({setting}). Please send this to {to}.",
            setting=Code("FORTNIGHT_SMTP_URL"),
            to=to,
        )
    return say("It was not e-mailed to {to} any more: {why}.", to=to, why=reason_words(mail.reason))


def _can_go_out_now(brief: CaseBrief, mail: Delivery) -> bool:
    """Say whether it was left out for want of a mail server that is there now."""
    is_needed = mail.reason == Reason.NO_MAIL_SERVER and not brief.case.is_closed
    return is_needed and brief.policy.mail_from is not None


def _buttons(brief: CaseBrief, mail: Delivery) -> list[Part]:
    value = pack(mail=mail.id)
    arrived = Button("It arrived", Press.MAIL_ARRIVED, value)
    match mail.state:
        case State.FAILED:
            return [Buttons((Button("Try again", Press.MAIL_AGAIN, value, style="primary"),))]
        case State.WAITING if not mail.lost_at and mail.reason != Reason.TRIED_AGAIN:
            return [Buttons((Button("Try again", Press.MAIL_AGAIN, value),))]
        case State.UNKNOWN:
            again = Button("Send again", Press.MAIL_AGAIN, value, style="primary")
            return [Buttons((arrived, again))]
        case State.SKIPPED if _can_go_out_now(brief, mail):
            return [Buttons((Button("Send now", Press.MAIL_AGAIN, value, style="primary"),))]
        case _:
            return []
