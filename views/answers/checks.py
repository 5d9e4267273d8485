"""The forms for checks, and what is said once they are set."""

from collections.abc import Iterable

from rollouts.cases import Case
from rollouts.checks import Check, Item
from rollouts.releases import Release
from rollouts.servers import Server
from rollouts.usecases.check_pages import AtHome, Page, Where
from rollouts.usecases.checks import CheckForm, ChecksSet, Undone
from rollouts.validation import REPORT_MAX
from views.actions import FormId, Press, pack
from views.forms import Choice, Field, Form, TextBox
from views.inlines import Day, Person, Text, Words, enumeration, joined, lines, say, sentences
from views.parts import Button, Buttons, Message, Paragraph, Part, listing, said
from views.posts.case_buttons import MAKE_URGENT
from views.posts.cases import case_name
from views.posts.check_words import STATE_WORDS, check_name, outcome, where_found
from views.posts.stages import named, short
from views.wording import and_more, count, shortened

LIST_MOST = 2000
SAID_MOST = 5
"""How many problems and results of others are named; the rest are counted."""

CASES_MOST = 20
NOTE_SAID_MOST = 120

CHECK, NOTE = "check.", "note."
"""What the names of a form's fields begin with; the mark of a check, or of its environment, follows."""
PAGE = "page"
"""The field in which it is chosen whose checks are asked for."""


def checks_form(asked: CheckForm, *, channel: str | None) -> Form:
    """Ask what came of each check; where there are too many, first whose."""
    ids = ids_of(asked.where) | {"channel": channel}
    if asked.pages:
        return _whose(asked, ids)
    is_one = len({item.environment_mark for item in asked.items}) == 1
    fields: list[Field] = []
    for mark, items in _by_environment(asked.items).items():
        where = "" if is_one else f" ({_place(items[0], asked.servers)})"
        fields += (_field(item, asked.release, where) for item in items)
        fields.append(_note(mark, where))
    return Form(
        FormId.CHECKS,
        title=f"Checks of {asked.release.name}",
        submit="Save",
        fields=tuple(fields),
        value=pack(**ids, since=asked.at.isoformat()),
        over=_so_far(asked),
    )


def ids_of(where: Where) -> dict[str, str | int | None]:
    """Return what a button or a form carries to be read back as where checks are set."""
    if isinstance(where, AtHome):
        return {
            "release": where.release,
            "integration": where.integration,
            "server": where.server or None,
        }
    return {"delivery": where}


def _by_environment(items: Iterable[Item]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.environment_mark, []).append(item)
    return groups


def _place(item: Item, servers: tuple[Server, ...]) -> str:
    where = short(item.environment.server, servers)
    return f"{item.integration.name}, {item.environment.name} on {where}"


def _field(item: Item, release: Release, where: str) -> Field:
    name = check_name(item.name, release)
    options = tuple((state.value, _capital(STATE_WORDS[state])) for state in item.name.states)
    hint = next((each.how_to_enable for each in release.opt_ins if each.key == item.name.key), "")
    return Field(
        f"{CHECK}{item.mark}", f"{_capital(name)}{where}", Choice(options, item.state.value), hint=hint
    )


def _note(mark: str, where: str) -> Field:
    box = TextBox(placeholder="What did you see?", most=REPORT_MAX, multiline=True)
    hint = "A problem opens a case, and this is what it says."
    return Field(f"{NOTE}{mark}", f"Note{where}", box, hint=hint, optional=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _so_far(asked: CheckForm) -> Message:
    """Say what the form is about, and what was set before, by whom."""
    places = {_place(item, asked.servers): None for item in asked.items}
    title = say(
        "{release}: {places}.", release=named(asked.release), places=enumeration([*places][:SAID_MOST])
    )
    if len(places) > SAID_MOST:
        title = say(
            "{release}: {places}.", release=named(asked.release), places=count(len(places), "environment")
        )
    found = [check for item in asked.items if (check := item.found) and not item.is_left]
    rows = [_set_before(check, asked, is_alone=len(places) == 1) for check in found]
    return Message(title, (Paragraph(title), *listing("So far", rows, most=LIST_MOST)))


def _set_before(check: Check, asked: CheckForm, *, is_alone: bool) -> Text:
    """Say what was set, by whom and when; where it is about one environment `is_alone`, not of which."""
    today, day = asked.policy.day(asked.at), asked.policy.day(check.at)
    where = say(
        "{integration}, {environment}: ", integration=check.integration, environment=check.environment
    )
    return say(
        "{where}{outcome}, {who}, {day}{note}",
        where="" if is_alone else where,
        outcome=outcome(check, asked.release),
        who=Person(check.by),
        day="today" if day == today else Day(day, today),
        note=say(": “{note}”", note=shortened(check.note, NOTE_SAID_MOST)) if check.note else "",
    )


def _whose(asked: CheckForm, ids: dict[str, str | int | None]) -> Form:
    title = say("{release}: whose checks?", release=named(asked.release))
    options = tuple((page.mark, _page_name(page, asked.servers)) for page in asked.pages)
    return Form(
        FormId.WHOSE_CHECKS,
        title=f"Checks of {asked.release.name}",
        submit="Next",
        fields=(Field(PAGE, "Integration", Choice(options)),),
        value=pack(**ids),
        over=Message(title, (Paragraph(title),)),
    )


def _page_name(page: Page, servers: tuple[Server, ...]) -> str:
    first = page.items[0]
    return _place(first, servers) if page.is_environment else first.integration.name


def checks_set(answer: ChecksSet) -> Message:
    """Say what was set, what was left as it is, and which cases problems have; it can be taken back."""
    release = answer.release
    results = _results(answer.checks, release)
    thanks = say("Thank you. {release}:", release=named(release))
    first: Words = thanks if results else say("{release}: nothing was changed.", release=named(release))
    left, cases = _left(answer), [(case, _case(case)) for case in answer.cases]
    parts: list[Part] = listing(thanks, results, most=LIST_MOST) or [Paragraph(first)]
    parts += [Paragraph(sentences(*left))] if left else []
    parts += (Paragraph(words, _make_urgent(case)) for case, words in cases[:CASES_MOST])
    parts += [Buttons((_undo(answer),))] if answer.checks else []
    more = sentences(*left, *(words for _, words in cases[:CASES_MOST]))
    return Message(lines(first, *results, more), tuple(parts))


def _results(checks: Iterable[Check], release: Release) -> list[Words]:
    """Say what was set, one row for each environment."""
    groups: dict[tuple[str, str], list[Check]] = {}
    for check in checks:
        groups.setdefault((check.integration, check.environment), []).append(check)
    return [
        say(
            "{integration}, {environment}: {outcomes}",
            integration=integration,
            environment=environment,
            outcomes=joined(", ", [outcome(check, release) for check in group]),
        )
        for (integration, environment), group in groups.items()
    ]


def _left(answer: ChecksSet) -> list[Words]:
    """Say what stays as somebody set it, and what is no longer there."""
    kept: list[Words] = [
        say("Left as it was: {result}. Checks … changes it.", result=_result(check, answer.release))
        for check in answer.problems[:SAID_MOST]
    ]
    kept += (
        say(
            "{who} has set this meanwhile, and I left it so: {result}.",
            who=Person(check.by),
            result=_result(check, answer.release),
        )
        for check in answer.others[:SAID_MOST]
    )
    left = len(answer.problems[SAID_MOST:]) + len(answer.others[SAID_MOST:])
    kept += [f"{count(left, 'more check')} stay as they are."] if left else []
    if answer.gone:
        kept.append(
            f"No longer there, since an environment was changed meanwhile: {count(answer.gone, 'check')}."
        )
    return kept


def _result(check: Check, release: Release) -> Text:
    (row,) = _results([check], release)
    return say("{row}", row=row)


def _case(case: Case) -> Words:
    is_new = not case.notes
    if is_new:
        return say("{case} is being opened for the problem.", case=case_name(case))
    return say("The problem joins {case}.", case=f"case {case.number}")


def _undo(answer: ChecksSet) -> Button:
    return Button("Undo", Press.UNDO_CHECKS, pack(release=answer.release.key, at=answer.at.isoformat()))


def _make_urgent(case: Case) -> Button | None:
    value = pack(case=case.number)
    return None if case.urgent else Button(MAKE_URGENT, Press.CASE_URGENT, value, style="danger")


def undone(answer: Undone) -> Message:
    """Say what was taken back."""
    if not answer.checks:
        return said(
            say(
                "{release}: it was set otherwise since then. Nothing was changed.",
                release=named(answer.release),
            )
        )
    named_ones: list[Words] = [where_found(check, answer.release) for check in answer.checks[:SAID_MOST]]
    left = len(answer.checks) - SAID_MOST
    checks = enumeration([*named_ones, and_more(left)] if left > 0 else named_ones)
    return said(say("Taken back: {checks}. All is as it was before.", checks=checks))
