"""The answer to "what is live there?"."""

from rollouts.live import Live, Mine, Placed
from rollouts.servers import Server
from rollouts.usecases.live import LiveAnswer
from views.actions import Press
from views.answers.sharing import YOURS
from views.dates import in_days
from views.inlines import Code, Day, Names, Person, Text, Words, enumeration, joined, lines, say, sentences
from views.parts import Button, Buttons, Message, said, titled
from views.posts.stages import named, named_server, short, since
from views.posts.vendors_word import wrote
from views.posts.verdicts import numbered, verdict_short
from views.wording import and_more

LIST_MOST = 5
"""How many releases of one kind are named; the rest are counted."""
MOST_SERVERS = 40

NAMES_MOST = 100

EMPTY = say(
    "Nothing is known yet. First a manager enters a release with {new}, "
    "and each team its integrations with {add}.",
    new=Code("/release new"),
    add=Code("/integration add"),
)


def answer(answer: LiveAnswer) -> Message:
    """Say what is live on each server that was asked for, one paragraph each."""
    if not any(map(_is_known, answer.servers)):
        return said(EMPTY, _first_steps())
    paragraphs = [(live.server.name, lines(*_sentences(live, answer))) for live in answer.servers]
    text = lines(
        *(say("{server}: {sentences}", server=name, sentences=said_of) for name, said_of in paragraphs)
    )
    return Message(text, tuple(titled(name, said_of) for name, said_of in paragraphs[:MOST_SERVERS]))


def _first_steps() -> Buttons:
    return Buttons(
        (
            Button("New release", Press.NEW_RELEASE, "new", style="primary"),
            Button("New integration", Press.NEW_INTEGRATION, "new"),
        )
    )


def _is_known(live: Live) -> bool:
    return any((live.live, live.due, live.next, live.rolled_back))


def _sentences(live: Live, answer: LiveAnswer) -> list[Words]:
    return [
        _newest(live, answer),
        *(sentences(_due(placed, live), _word(placed, live, answer)) for placed in live.due[:LIST_MOST]),
        *_next(live, answer),
        *_ahead(live, answer),
        *_rolled_back(live, answer),
        *_held(live, answer),
        *_open(live, answer),
        *_mine(live.mine),
    ]


def at_a_glance(live: Live, answer: LiveAnswer) -> Words:
    """Say what is live on a server, and what is amiss there; what comes next stands elsewhere."""
    return lines(
        _newest(live, answer),
        *(sentences(_is_due(placed, live), _word(placed, live, answer)) for placed in live.due[:LIST_MOST]),
        *_ahead(live, answer),
        *_rolled_back(live, answer),
        *_held(live, answer),
        *_open(live, answer),
    )


def _newest(live: Live, answer: LiveAnswer) -> Words:
    if live.live is None:
        return f"No release is recorded as live on {named_server(live.server)} yet."
    is_live = say("{release} is live", release=named(live.live.release))
    recorded = since(live.live.stage, today=live.today, timezone=answer.policy.timezone)
    record = say("{record}.", record=joined(", ", [is_live, recorded]))
    return sentences(record, _word(live.live, live, answer))


def _due(placed: Placed, live: Live) -> Words:
    release = placed.release
    owner_or = say("{owner} or a manager", owner=Person(release.owner)) if release.owner else "A manager"
    return say(
        "{due} {who} confirms it with {command}.",
        due=_is_due(placed, live),
        who=owner_or,
        command=Code(f"/release confirm {release.name} {live.server.key}"),
    )


def _is_due(placed: Placed, live: Live) -> Text:
    day = Day(placed.stage.date, live.today)
    was_due = say("was due {in_days}, {day}", in_days=in_days(placed.days), day=day)
    return say(
        "{release} {when}, not confirmed yet.",
        release=named(placed.release),
        when="is scheduled to go live today" if placed.days == 0 else was_due,
    )


def _word(placed: Placed, live: Live, answer: LiveAnswer) -> Words:
    """Say that the vendor calls it live, or stopped, where nobody here has confirmed it."""
    word = answer.words.get((placed.release.name, live.server.key))
    return wrote(word, answer.policy) if word else ""


def _next(live: Live, answer: LiveAnswer) -> list[Words]:
    if live.next is None:
        return ["Nothing else is planned here."]
    planned = say(
        "Next: {release}, {in_days}, {day}.",
        release=named(live.next.release),
        in_days=in_days(live.next.days),
        day=Day(live.next.stage.date, live.today),
    )
    return [sentences(planned, _word(live.next, live, answer))]


def _ahead(live: Live, answer: LiveAnswer) -> list[Words]:
    """Name what is live on an earlier server and not yet here."""
    if not live.ahead:
        return []
    known = [
        say(
            "{release}, live on {servers}{verdict}",
            release=named(placed.release),
            servers=enumeration(_live_before(placed, answer.order)),
            verdict=_verdict(placed, answer),
        )
        for placed in live.ahead
    ]
    return [say("Not yet here: {releases}.", releases=joined("; ", _first(known)))]


def _verdict(placed: Placed, answer: LiveAnswer) -> Words:
    verdict = answer.verdicts.get((placed.release.name, placed.stage.server))
    return say(", {verdict}", verdict=verdict_short(verdict)) if verdict else ""


def _live_before(placed: Placed, order: tuple[Server, ...]) -> list[str]:
    """Name the servers before this one on which the release is live."""
    stages = placed.release.stages
    before = stages[: stages.index(placed.stage)]
    return [short(stage.server, order) for stage in before if stage.is_live]


def _rolled_back(live: Live, answer: LiveAnswer) -> list[Words]:
    found = [named(placed.release) for placed in live.rolled_back]
    if not found:
        return []
    back = say("Rolled back here: {releases}.", releases=enumeration(_first(found)))
    return [sentences(back, *_called_live(live.rolled_back, live, answer))]


def _held(live: Live, answer: LiveAnswer) -> list[Words]:
    """Name what is on hold here and live by the vendor's word."""
    held = [each for each in live.held if (each.release.name, live.server.key) in answer.words]
    if not held:
        return []
    names = say("On hold here: {releases}.", releases=enumeration([named(each.release) for each in held]))
    return [sentences(names, *_called_live(tuple(held), live, answer))]


def _called_live(stopped: tuple[Placed, ...], live: Live, answer: LiveAnswer) -> list[Words]:
    """Say of what was stopped here that the vendor calls it live."""
    return [
        wrote(word, answer.policy, of=placed.release.name)
        for placed in stopped
        if (word := answer.words.get((placed.release.name, live.server.key)))
    ]


def _open(live: Live, answer: LiveAnswer) -> list[Words]:
    """Name the open cases of the server."""
    here = tuple(case for case in answer.cases if case.server == live.server.key)
    return [say("Open here: {cases}.", cases=numbered(here))] if here else []


def _first(found: list[Text]) -> list[Words]:
    """Return as many as are named, and the count of the rest."""
    left = len(found) - LIST_MOST
    return [*found[:LIST_MOST], *([and_more(left)] if left > 0 else [])]


def _mine(mine: tuple[Mine, ...]) -> list[Words]:
    found = [
        say(
            "{name} ({environments})",
            name=one.integration.name,
            environments=Names(tuple(environment.name for environment in one.environments), NAMES_MOST),
        )
        for one in mine
    ]
    return [say("{yours} here: {found}.", yours=YOURS, found=enumeration(_first(found)))] if found else []
