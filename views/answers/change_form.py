"""The forms in which a release is changed on a server, and what is said once it is."""

from rollouts.releases import Release, Stage
from rollouts.servers import Server
from rollouts.transitions import Verb, after
from rollouts.usecases.changing import DAY_FIELD, ChangeWanted, StageChanged
from rollouts.usecases.confirming import SINCE_FIELD
from rollouts.usecases.seeing import Doubt, NotSeenYet
from rollouts.validation import WHY_MAX
from views.actions import FormId, Press, pack
from views.answers.seeing import BACK, POST_IT, first_seen
from views.dates import day_words
from views.forms import Checkbox, DatePicker, Field, Form, TextBox
from views.inlines import Bold, Day, Words, enumeration, say, sentences
from views.parts import Button, Buttons, Message, Paragraph, said
from views.posts.stages import DONE_WORDS, named, short, standing

LABELS = {
    Verb.CONFIRM: "Confirm live",
    Verb.MOVE: "Move",
    Verb.HOLD: "Hold",
    Verb.RESUME: "Resume",
    Verb.ROLLBACK: "Roll back",
    Verb.HOTFIX: "Hotfix",
    Verb.WITHDRAW: "Withdraw",
}

_WHAT_IT_DOES = {
    Verb.MOVE: "Channels that were told the old date are told the new one.",
    Verb.HOLD: "It does not come until it is resumed; who was told its date hears so.",
    Verb.RESUME: "It comes after all; who was told otherwise hears so.",
    Verb.ROLLBACK: "Who was told that it is live there hears at once that it is not.",
    Verb.HOTFIX: "It is live there with a fix; who was told that it is live hears so.",
    Verb.WITHDRAW: "It does not come; who was told its date hears so.",
}

_WHY = {
    Verb.RESUME: "The vendor has found the cause.",
    Verb.ROLLBACK: "The player stays blank on Safari.",
    Verb.HOTFIX: "The player shows on Safari again.",
    Verb.WITHDRAW: "Its changes come with 2026.12.",
}
"""Examples of a reason."""

PRESSES = {
    Verb.MOVE: Press.MOVE_STAGE,
    Verb.HOLD: Press.HOLD_STAGE,
    Verb.RESUME: Press.RESUME_STAGE,
    Verb.ROLLBACK: Press.ROLL_BACK_STAGE,
    Verb.HOTFIX: Press.HOTFIX_STAGE,
    Verb.WITHDRAW: Press.WITHDRAW_STAGE,
}

LATER = "yes"
"""The value of the ticked box "move the later servers too"."""


def change_form(asked: ChangeWanted, first: NotSeenYet | None = None, *, channel: str | None) -> Form:
    """Ask for what is missing of a change; with `first`, show what goes out."""
    request = asked.request
    label = LABELS[request.verb]
    return Form(
        FormId.CHANGE_STAGE,
        title=f"{label} {asked.release.name}",
        submit=POST_IT if first else label,
        fields=(*_day(asked), _why(request.verb, request.why)),
        value=pack(
            verb=request.verb.value,
            release=asked.release.key,
            server=request.server,
            seen=first.seen if first else None,
            channel=channel,
        ),
        over=first_seen(first) if first else _about(asked),
        close=BACK if first else "Cancel",
    )


def _about(asked: ChangeWanted) -> Message:
    servers = enumeration([Bold(server.short_name) for server in asked.servers])
    label = LABELS[asked.request.verb]
    what = say("{label} {release} on {servers}.", label=label, release=named(asked.release), servers=servers)
    stands = [
        say(
            "{server}: {standing}.",
            server=server.short_name,
            standing=standing(stage, today=asked.today, timezone=asked.timezone),
        )
        for server in asked.servers
        if (stage := asked.release.stage(server.key))
    ]
    words = sentences(what, *stands, _WHAT_IT_DOES[asked.request.verb])
    return Message(words, (Paragraph(words),))


def _day(asked: ChangeWanted) -> tuple[Field, ...]:
    if asked.request.verb is not Verb.MOVE:
        return ()
    day = Field(DAY_FIELD, "New date", DatePicker("Choose a date", asked.request.day), hint=_hint(asked))
    if not asked.later:
        return (day,)
    names = [short(stage.server, asked.all_servers) for stage in asked.later]
    box = Checkbox(f"Move {' and '.join(names)} by as many days", LATER, checked=False)
    return day, Field("with_later", "Later servers", box, hint=_dates(asked.later, asked), optional=True)


def _hint(asked: ChangeWanted) -> str:
    today = f"Today is {day_words(asked.today, said_on=asked.today)}."
    if asked.no_server:
        today = f"“{asked.no_server}” is no server that I know. {today}"
    if asked.days:
        days = " or ".join(day_words(day, said_on=asked.today) for day in asked.days)
        return f"“{asked.typed_day}” may be {days}. {today}"
    if asked.is_no_day:
        return f"There is no day “{asked.typed_day}”. {today}"
    if asked.typed_day:
        return f"“{asked.typed_day}” is no date that I understand. {today}"
    return today


def _dates(stages: tuple[Stage, ...], asked: ChangeWanted) -> str:
    planned = (
        f"{short(stage.server, asked.all_servers)} for {day_words(stage.date, said_on=asked.today)}"
        for stage in stages
    )
    return f"Planned: {', '.join(planned)}."


def _why(verb: Verb, reason: str) -> Field:
    return Field(
        "why",
        "Why",
        TextBox(
            placeholder=_WHY.get(verb, "The vendor needs two more days."),
            initial=reason,
            most=WHY_MAX,
            multiline=True,
        ),
        hint="The channels are told so.",
        optional=True,
    )


def confirm_form(first: NotSeenYet, *, ids: dict[str, str | int | None]) -> Form:
    """Ask whether it is really live, and since when, and show what goes out."""
    since = next((each for each in first.doubts if each.doubt is Doubt.SINCE_WHEN), None)
    field = Field(
        SINCE_FIELD,
        "Live since",
        DatePicker("Choose a date", since.day if since else None),
        hint=f"It was planned for {day_words(since.day, said_on=since.said_on)}." if since else "",
    )
    return Form(
        FormId.CONFIRM,
        title=LABELS[Verb.CONFIRM],
        submit=LABELS[Verb.CONFIRM],
        fields=(field,) if since else (),
        value=pack(**ids, seen=first.seen),
        over=first_seen(first),
        close=BACK,
    )


def change_buttons(release: Release) -> Buttons:
    """Offer what is possible: of each verb for the first server that it fits."""
    buttons = [Button("Edit", Press.EDIT_RELEASE, pack(release=release.key))]
    for verb, press in PRESSES.items():
        fitting = next((stage for stage in release.stages if after(stage.status, verb)), None)
        if fitting:
            value = pack(release=release.key, server=fitting.server)
            buttons.append(Button(LABELS[verb], press, value))
    return Buttons(tuple(buttons))


def changed(answer: StageChanged) -> Message:
    """Say what was done."""
    servers = enumeration([_server(server) for server in answer.servers])
    if answer.verb is Verb.MOVE:
        day = answer.release.stage(answer.servers[0].key)
        where = say("{servers} is now planned for {day}", servers=servers, day=_date(day, answer))
        return said(say("{release} was moved: {where}.", release=named(answer.release), where=where))
    return said(
        say(
            "{release} was {done} on {servers}.",
            release=named(answer.release),
            done=DONE_WORDS[answer.verb],
            servers=servers,
        )
    )


def _server(server: Server) -> Words:
    return server.short_name


def _date(stage: Stage | None, answer: StageChanged) -> Words:
    return Day(stage.date, answer.today) if stage else ""
