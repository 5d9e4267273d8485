"""The sources of the vendor's news: when each was looked at, what came of it, and when it is next."""

from datetime import datetime
from urllib.parse import urlsplit

from rollouts.feeds import FeedTrouble, KnownFeed
from rollouts.mailboxes import MailboxStanding
from rollouts.usecases.feeds import Sources
from views.actions import Press, pack
from views.inlines import Bold, Code, Moment, Words, enumeration, lines, say, sentences
from views.parts import Button, Heading, Message, Paragraph, Part, SmallPrint, said
from views.posts.deliveries import reason_words

_TROUBLES = {
    FeedTrouble.UNREACHABLE: "its server cannot be reached",
    FeedTrouble.CERTIFICATE: "its server cannot show that it is what it says (TLS)",
    FeedTrouble.TOO_SLOW: "it takes too long",
    FeedTrouble.TOO_LARGE: "it is larger than 2 MB",
    FeedTrouble.PRIVATE: "it lies within a private network, from which nothing is fetched",
    FeedTrouble.NOT_THE_WEB: "it leads to an address that is none of the web",
    FeedTrouble.REDIRECTS: "it leads from one address to the next, without an end",
    FeedTrouble.GARBLED: "what its server sends cannot be unpacked",
    FeedTrouble.NOT_A_FEED: "there is no RSS and no Atom at its address, a web page perhaps",
    FeedTrouble.BUSY: "its server asks to be left alone for a while",
    FeedTrouble.STATUS: "its server answers with an error",
    FeedTrouble.BROKEN: "reading it broke, and the log says how",
}

SENDERS_MOST = 20
SENDERS = Code("FORTNIGHT_VENDOR_SENDERS")
NO_FEED = say(
    "No feed is read. Name one under {field} in the calendar file, and import it with {command}.",
    field=Code("sources:"),
    command=Code("fortnight import"),
)


def trouble_words(trouble: str) -> str:
    """Say why a feed cannot be read; with what its server answered, if that is known."""
    kind, _, detail = trouble.partition(":")
    return f"{_TROUBLES[FeedTrouble(kind)]} ({detail})" if detail else _TROUBLES[FeedTrouble(kind)]


def sources(answer: Sources) -> Message:
    """List the sources; managers can have each looked at at once."""
    if not answer.feeds and answer.mailbox is None:
        return said(NO_FEED)
    title = "Where the vendor's news comes from"
    mailbox = [_mailbox(answer.mailbox, answer.timezone)] if answer.mailbox else []
    paragraphs = [*mailbox, *(_source(each, answer) for each in answer.feeds)]
    buttons = [*(None for _ in mailbox), *(_look(each) if answer.may_look else None for each in answer.feeds)]
    parts: list[Part] = [Paragraph(words, button) for words, button in zip(paragraphs, buttons, strict=True)]
    if not answer.feeds:
        paragraphs.append(NO_FEED)
        parts.append(SmallPrint(NO_FEED))
    return Message(lines(title, *paragraphs), (Heading(title), *parts))


def _mailbox(standing: MailboxStanding, timezone: str) -> Words:
    """Say whose mails are read as news, when the mailbox was looked into last, and its trouble."""
    senders = standing.watched.senders
    read = (
        say("Mails of {senders} are read as the vendor's news.", senders=enumeration(senders[:SENDERS_MOST]))
        if senders
        else say("No mail is read as the vendor's news: {setting} names its senders.", setting=SENDERS)
    )
    looked = (
        say("Looked into {when}.", when=Moment(standing.seen_at, timezone))
        if standing.seen_at
        else "Not looked into yet."
    )
    came = (
        say("The last mail came {when}.", when=Moment(standing.mail_at, timezone))
        if standing.mail_at
        else "No mail has come yet."
    )
    trouble = say("It cannot be read: {why}.", why=reason_words(standing.trouble)) if standing.trouble else ""
    name = say("{name} ({mailbox})", name=Bold("Mailbox"), mailbox=standing.watched.mailbox)
    return lines(name, read, sentences(looked, came, trouble))


def looking(answer: Sources) -> Message:
    """Say that a source is looked at, over the list of all."""
    now = "It is looked at within moments, or as soon as its server lets me."
    listed = sources(answer)
    return Message(lines(now, listed.text), (Paragraph(now), *listed.parts))


def _look(known: KnownFeed) -> Button:
    return Button("Look now", Press.LOOK_AT_SOURCE, pack(source=known.feed.name))


def _source(known: KnownFeed, answer: Sources) -> Words:
    def when(at: datetime) -> Moment:
        return Moment(at, answer.timezone)

    # Of its address the host alone: what stands behind may hold a secret.
    host = urlsplit(known.feed.url).hostname or ""
    name = say("{name} ({host})", name=Bold(known.feed.name), host=host)
    if known.looked_at is None:
        return lines(name, "Not looked at yet: within moments.")
    looked = say("Looked at {when}.", when=when(known.looked_at))
    news = (
        say("Last news {when}.", when=when(known.news_at))
        if known.news_at
        else "It brought nothing new so far."
    )
    trouble = say("It could not be read: {why}.", why=trouble_words(known.trouble)) if known.trouble else ""
    following = (
        say("Next look {when}.", when=when(known.next_at)) if known.next_at else "Next look within moments."
    )
    return lines(name, sentences(looked, news), sentences(trouble, following))
