"""What the doctor found, a line each with what to do; what is wrong comes first."""

from collections.abc import Iterator

from rollouts.findings import COMMAND_MARK, Finding, Health
from rollouts.references import ids_in
from views.forms import Notice
from views.inlines import Bold, Channel, Code, Person, Text, Words, lines, say, sentences
from views.parts import Heading, Message, Paragraph, Part, Rows
from views.wording import count

TITLE = "Doctor"

_TITLES = {Health.ERROR: "Does not work", Health.WARNING: "To be looked into", Health.GOOD: "Well"}


def findings_window(findings: tuple[Finding, ...]) -> Notice:
    """Show what was found of the bot and its surroundings."""
    number = {health: sum(each.health is health for each in findings) for health in Health}
    in_all = sentences(
        f"{count(number[Health.ERROR], 'error')}, {count(number[Health.WARNING], 'warning')}.",
        "" if number[Health.ERROR] or number[Health.WARNING] else "All is well.",
    )
    parts = tuple(_parts(findings))
    return Notice(TITLE, Message(lines(in_all, *map(_row, findings)), (Paragraph(in_all), *parts)))


def _parts(findings: tuple[Finding, ...]) -> Iterator[Part]:
    for health, title in _TITLES.items():
        if found := tuple(_row(each) for each in findings if each.health is health):
            yield Heading(title)
            yield Rows(found, lambda left: f"… and {left} more; the command line's doctor says all.")


def _row(finding: Finding) -> Words:
    about, found = (
        Bold(_with_names(finding.about)),
        sentences(_with_commands(finding.said), _with_commands(finding.todo)),
    )
    return say("{about}: {found}", about=about, found=found)


def _with_commands(text: str) -> Words:
    """Show what is to be typed as such: a terminal shows it between two marks."""
    pieces = text.split(COMMAND_MARK)
    if len(pieces) % 2 == 0:
        return _with_names(text)
    return Text(tuple(Code(each) if number % 2 else _with_names(each) for number, each in enumerate(pieces)))


def _with_names(text: str) -> Words:
    """Call people, groups and channels by their names: the command line knows their ids alone."""
    pieces: list[Words] = []
    end = 0
    for found in ids_in(text):
        kind = Channel if found[0].startswith("C") else Person
        pieces += [text[end : found.start()], kind(found[0])]
        end = found.end()
    return Text((*pieces, text[end:])) if pieces else text
