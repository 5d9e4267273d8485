"""Deliveries in words: what is said, where, when, and what became of it."""

from rollouts.deliveries import OPEN, Action, Announcement, Delivery, Reason, State
from rollouts.servers import Server
from rollouts.topics import TopicKind
from views.inlines import Channel, Moment, Text, say

_STATES = {
    State.PLANNED: "planned",
    State.CLAIMED: "being posted",
    State.SENT: "posted",
    State.WAITING: "will be tried again",
    State.UNKNOWN: "not known whether it was posted",
    State.SKIPPED: "left out",
    State.FAILED: "failed",
}
_WAITS = "waits until the channel can be reached"

_REASONS = {
    Reason.REMINDER_ALREADY_DUE: "the reminder was due already",
    Reason.STAGE_DAY_BEGUN: "its day had begun",
    Reason.STAGE_IS_LIVE: "it was live already",
    Reason.NOT_LIVE_YET: "it was not live yet",
    Reason.ALL_TESTED: "nothing was left to test",
    Reason.TAKEN_BACK: "what it would have said was taken back",
    Reason.MOVED: "its date was moved",
    Reason.ON_THE_CARD: "the card says it",
    Reason.HEARD_ALREADY: "the channel had heard it",
    Reason.NO_LONGER_PLANNED: "no longer planned",
    Reason.ANSWERED: "answered already",
    Reason.NEXT_ONE_DUE: "the next one was due already",
    Reason.MESSAGE_GONE: "somebody deleted the message",
    Reason.ANSWER_LOST: "Slack's answer was lost",
    Reason.PROCESS_STOPPED: "Fortnight was stopped meanwhile",
    Reason.NOTHING_TO_SAY: "nothing to say",
    Reason.NOT_FOUND: "it was not found in Slack",
    Reason.NO_MAIL_SERVER: "no mail server is set",
    Reason.MAIL_SERVER_BUSY: "other e-mails go out first",
    Reason.NOT_READABLE: "Slack's answer was lost, and the channel cannot be read",
    Reason.SOMEBODY_SAW_IT: "somebody saw it",
    Reason.TRIED_AGAIN: "somebody said to post it",
    Reason.NO_WORDS: "Fortnight could not put it into words; its log says why",
    Reason.EDIT_REFUSED: "Slack takes no edit of that message; it is said anew",
    Reason.WENT_ELSEWHERE: "it went elsewhere",
    Reason.IS_DEACTIVATED: "their account is deactivated",
    Reason.IS_GUEST: "a guest cannot answer it",
    Reason.IS_OUTSIDER: "somebody of another organisation cannot answer it",
    Reason.TOO_OLD: "it was too old by then",
}

_CODES = {
    "channel_not_found": "it is gone, or private and the bot is not in it",
    "is_archived": "it is archived",
    "not_in_channel": "the bot is not in it",
    "no_answers": "Slack does not answer just now",
    "others_are_first": "other posts go out first",
    "user_not_found": "Slack knows no such person",
    "unreachable": "Slack cannot be reached just now",
    "mail_unreachable": "the mail server cannot be reached",
    "mail_hangs": "the mail server does not answer",
    "mail_dropped": "the mail server dropped the connection",
    "mail_lost": "the mail server's answer was lost",
    "mail_certificate": "the mail server's certificate is not valid",
    "mail_tls": "the mail server does not speak TLS at that port",
    "mail_no_tls": "the mail server offers no STARTTLS; FORTNIGHT_SMTP_ALLOW_PLAIN=true would allow that",
    "mail_no_tls_in": "the mail server offers no STARTTLS; FORTNIGHT_IMAP_ALLOW_PLAIN=true would allow that",
    "mail_no_folder": "the mailbox has no such folder",
    "mail_no_login": "the mail server takes no login",
    "mail_login": "the mail server refused the login",
    "mail_later": "the mail server says to try later",
    "mail_refused": "the mail server refused it",
    "mail_without": "files stayed in Slack",
    "mail_not_for": "the mail server did not take it for everybody",
}
"""What error codes mean: those of Slack and of the way to it, and those of e-mail (`bot/mail/`)."""


def kind_words(announcement: Announcement, servers: tuple[Server, ...] = ()) -> str:
    """Say what kind of post it is, and for which server when it speaks of one."""
    label, about = announcement.kind.label, announcement.server
    known = next((server.short_name for server in servers if server.key == about), None)
    return label if known is None else f"{label} ({known})"


def post_words(post: Delivery, servers: tuple[Server, ...] = ()) -> Text:
    """Say of one post what it is and where it goes: "preview (Standard) in #acme", "question to @ana"."""
    if not post.key.announcement.kind.outlet.can_edit:
        return say("{kind}", kind=kind_words(post.key.announcement, servers))
    where = Channel(post.key.channel)
    to = "to" if where.is_person else "in"
    return say("{kind} {to} {where}", kind=kind_words(post.key.announcement, servers), to=to, where=where)


def post_line(post: Delivery, servers: tuple[Server, ...], timezone: str, *, is_stuck: bool = False) -> Text:
    """Say of one post: when, what, where, and what became of it; `is_stuck` when somebody has to help."""
    when = post.finished_at if post.state is State.SENT and post.finished_at else post.due_at
    words = post_words(post, servers)
    is_edit = post.action is Action.UPDATE and post.key.announcement.kind.outlet.can_edit
    became = _WAITS if is_stuck and post.state in OPEN else _STATES[post.state]
    what = say("update of the {post}", post=words) if is_edit else words
    then = say(", {became}", became=f"{became}: {reason_words(post.reason)}" if post.reason else became)
    # As one: of long lists each row is gone through twice, and so would what nests in it.
    return Text((Moment(when, timezone), ": ", *what.parts, *then.parts))


def subject(post: Delivery) -> str:
    """Name what the post is about: "2026.11", "case 3"; what is told of posts themselves is "trouble"."""
    topic = post.key.topic
    match topic.kind:
        case TopicKind.RELEASE:
            return topic.key
        case TopicKind.CASE:
            return f"case {topic.key}"
        case TopicKind.ANSWER:
            return "an answer"
        case TopicKind.DRAFT:
            return "the vendor's news"
        case _:
            return "trouble"


def reason_words(reason: str) -> str:
    """Say a reason in words; what has none is the chat system's error code. An answer may follow a code."""
    own = next((said for known, said in _REASONS.items() if known.value == reason), None)
    code, _, answered = reason.partition(": ")
    if code in _CODES:
        return f"{_CODES[code]} (“{answered}”)" if answered else _CODES[code]
    return own or f"Slack answered {reason}"
