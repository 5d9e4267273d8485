"""Reading forms: from Slack's input values to what the rules take."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from rollouts import texts
from rollouts.drafts import Draft
from rollouts.integrations import Environment, Integration
from rollouts.people import Person
from rollouts.refusals import Fault, Problem, Thing, unknown
from rollouts.releases import ReleaseKey
from rollouts.transitions import Verb
from rollouts.typed_lines import doc_link, opt_in
from rollouts.usecases.changing import DAY_FIELD, StageChange

Fields = Mapping[str, Mapping[str, Any]]
Item = TypeVar("Item")


def text(fields: Fields, name: str) -> str:
    """Return what was typed into a box of several lines, as texts are kept."""
    return texts.lines(fields.get(name, {}).get("value") or "")


def channel(fields: Fields, name: str) -> str:
    """Return the channel that was chosen; an empty one if none was."""
    return fields.get(name, {}).get("selected_conversation") or ""


def people(fields: Fields, name: str) -> tuple[str, ...]:
    """Return the people who were chosen."""
    return tuple(fields.get(name, {}).get("selected_users") or ())


def is_ticked(fields: Fields, name: str) -> bool:
    """Say whether a box is ticked."""
    return bool(fields.get(name, {}).get("selected_options"))


def choice(fields: Fields, name: str) -> str:
    """Return the value of what was chosen of several; an empty one if nothing was."""
    return str((fields.get(name, {}).get("selected_option") or {}).get("value", ""))


def choices(fields: Fields, name: str) -> tuple[str, ...]:
    """Return the values of what was chosen of several, in its order."""
    return tuple(str(each.get("value", "")) for each in fields.get(name, {}).get("selected_options") or ())


def named(fields: Fields, prefix: str) -> dict[str, str]:
    """Return by its own name, behind the prefix, each field whose name begins with it."""
    return {name.removeprefix(prefix): name for name in fields if name.startswith(prefix)}


def line(fields: Fields, name: str) -> str:
    """Return what was typed into a box of one line, as names are kept."""
    return texts.one_line(text(fields, name))


def numbered_lines(fields: Fields, name: str) -> Iterator[tuple[int, str]]:
    """Yield what was typed line by line with each line's number, from 1 on; empty ones are left out."""
    for number, typed in enumerate((fields.get(name, {}).get("value") or "").splitlines(), start=1):
        if kept := texts.one_line(typed):
            yield number, kept


def release_draft(fields: Fields) -> tuple[Draft, tuple[Problem, ...]]:
    """Read the form for a new release; beside it, the lines that are not understood and so are not in it."""
    opt_ins, unclear = _read(fields, "opt_ins", opt_in, Fault.OPT_IN_UNCLEAR)
    docs, no_links = _read(fields, "docs", doc_link, Fault.LINK_UNCLEAR)
    draft = Draft(
        name=line(fields, "name"),
        title=line(fields, "title"),
        dates=dict(_dates(fields)),
        affects_integrations=is_ticked(fields, "affects_integrations"),
        summary=text(fields, "summary"),
        ui_changes=tuple(change for _, change in numbered_lines(fields, "ui_changes")),
        opt_ins=opt_ins,
        docs=docs,
        owner=fields.get("owner", {}).get("selected_user"),
    )
    return draft, (*unclear, *no_links)


def _read(
    fields: Fields, name: str, reading: Callable[[str], Item | None], fault: Fault
) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """Read a field line by line: what is understood, and a problem for each line that is not."""
    read = [(number, typed, reading(typed)) for number, typed in numbered_lines(fields, name)]
    return (
        tuple(item for _, _, item in read if item is not None),
        tuple(Problem(name, fault, typed, line=number) for number, typed, item in read if item is None),
    )


def day(fields: Fields, name: str) -> dt.date | None:
    """Return the day that was picked; None for none."""
    return _picked(fields.get(name, {}))


def _picked(field: Mapping[str, Any]) -> dt.date | None:
    return written_day(field.get("selected_date") or "")


def written_day(text: str) -> dt.date | None:
    """Return the day of a date picker, or of what came back with a form; one that there is not is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def stage_change(actor: Person, ids: Mapping[str, str | int], fields: Fields) -> StageChange:
    """Read the form in which a release is changed on a server.

    Raises:
        Unknown: it does not say what is to be done.
    """
    verb = next((each for each in Verb if each.value == ids.get("verb")), None)
    if verb is None:
        raise unknown(Thing.MESSAGE, "", ())
    return StageChange(
        actor,
        release=ReleaseKey(ids.get("release", "")),
        verb=verb,
        server=str(ids.get("server", "")),
        day=day(fields, DAY_FIELD),
        with_later=is_ticked(fields, "with_later"),
        why=text(fields, "why"),
        seen=str(ids.get("seen", "")),
    )


def _dates(fields: Fields) -> Iterator[tuple[str, dt.date]]:
    for name, field in fields.items():
        part, _, server = name.partition(".")
        if part == "dates" and (picked := _picked(field)):
            yield server, picked


def integration(fields: Fields) -> Integration:
    """Read the form for an integration."""
    return Integration(
        name=line(fields, "name"),
        channel=channel(fields, "channel"),
        owners=people(fields, "owners"),
        environments=tuple(_environments(fields)),
        timezone=line(fields, "timezone") or None,
    )


def _environments(fields: Fields) -> Iterator[Environment]:
    for block in fields:
        part, _, server = block.partition(".")
        if part == "environments":
            for name in line(fields, block).split(","):
                if name.strip():
                    yield Environment(name.strip(), server)
