"""The windows in which a manager makes a release of the vendor's news; nothing is entered by reading it."""

from rollouts.case_files import NotFetched
from rollouts.intake.judging import ToDo
from rollouts.usecases.news import NewsRead
from views.actions import FormId, Press, pack
from views.answers.release_form import edit_form, release_form
from views.forms import TYPED_MOST, Field, Form, Notice, TextBox, Window
from views.inlines import Bold, Code, Words, enumeration, lines, say, sentences
from views.parts import Button, Buttons, Message, Paragraph, SmallPrint, said
from views.posts.news import (
    NO_NEWS,
    differing,
    facts_together,
    gap_words,
    question_words,
    stopped_words,
)

FROM_TEXT = "from text"
"""What is typed behind `/release new` for it."""
NEWS = "The vendor's news"


def news_form(channel: str | None) -> Form:
    """Ask for the text of the vendor's mail."""
    return Form(
        FormId.NEWS,
        title=NEWS,
        submit="Read it",
        fields=(
            Field(
                "text",
                "The mail's text",
                TextBox("Preview: Release 2026.11 …", most=TYPED_MOST, multiline=True),
                hint="Nothing is entered yet: a form follows, filled with what was read. "
                "A longer mail: post it, then choose Make a release of this in the menu of that message.",
            ),
        ),
        value=pack(channel=channel),
    )


def news_window(answer: NewsRead | None, channel: str | None, *, draft: int | None = None) -> Window:
    """Show what was read in what it asks for: a form that is filled with it, or a question.

    `draft` is the number of the draft that is decided by what is entered there.
    """
    if answer is None:
        return Notice(NEWS, said(NO_NEWS))
    match answer.to_do:
        case ToDo.ENTER:
            over = _over(answer)
            return release_form(answer.form, channel, draft=answer.form.draft, over=over, of_draft=draft)
        case ToDo.CHANGE:
            return edit_form(answer.form, channel, over=_over(answer), of_draft=draft)
        case _:
            return Notice(NEWS, _asking(answer))


def mail_not_read(why: NotFetched) -> Notice:
    """Say why an e-mail in Slack cannot be read, and what to do instead."""
    paste = say("Paste its text into {command}.", command=Code("/release new from text"))
    if why is NotFetched.NO_SCOPE:
        missing = say(
            "I may not read the e-mail in this message: the app was not granted {scope}. "
            "Whoever runs me can install it again with the newest manifest. Until then:",
            scope=Code("files:read"),
        )
        return Notice(NEWS, said(sentences(missing, paste)))
    return Notice(
        NEWS, said(sentences("Slack does not tell me what the e-mail in this message says.", paste))
    )


def _over(answer: NewsRead) -> Message:
    """Say what was read, sentence beside fact, and what differs; the lists stand in the form itself."""
    news, servers = answer.news, answer.form.servers
    facts = facts_together(news, servers)
    asked = [question_words(question, servers) for question in news.questions]
    differs = [differing(answer.known, news, servers)] if answer.known else []
    words = [*differs, *facts, *asked]
    small = [each for each in (gap_words(news), _others(answer)) if each]
    return Message(
        lines(*words, *small), (*(Paragraph(each) for each in words), *(SmallPrint(each) for each in small))
    )


def _others(answer: NewsRead) -> Words:
    names = enumeration(answer.others)
    return (
        say("The text tells of {names} too: read it once more for that.", names=names)
        if answer.others
        else ""
    )


def _asking(answer: NewsRead) -> Message:
    news = answer.news
    name = Bold(answer.known.name if answer.known else "")
    if answer.to_do is ToDo.CONFIRM and answer.known and news.live_on:
        key = news.live_on.value
        server = next(each.short_name for each in answer.form.servers if each.key == key)
        words = say("The vendor writes that {name} is live on {server}.", name=name, server=server)
        button = Button(
            "Confirm live", Press.CONFIRM_LIVE, pack(release=answer.known.key, server=key), "primary"
        )
        quoted = say("“{sentence}”", sentence=news.live_on.sentence)
        return Message(lines(words, quoted), (Paragraph(lines(words, quoted)), Buttons((button,))))
    if answer.to_do is ToDo.STOP and answer.known:
        commands = [
            Code(" ".join(filter(None, ("/release", step.verb.value, answer.known.name, step.server))))
            for step in answer.steps
        ]
        says = say("{commands} says so here.", commands=enumeration(commands, "or"))
        return said(lines(stopped_words(news, name, answer.form.servers), says))
    if answer.known is None:
        return _over(answer)
    return said(say("Nothing in it about {name} differs from the calendar.", name=name))
