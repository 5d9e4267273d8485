"""Who is to do what: one row for all integrations of a channel that are to do the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from rollouts.integrations import Environment, Integration
from rollouts.releases import Stage
from rollouts.texts import name_key
from views.inlines import Bold, Bullets, Clip, Names, Text, Words, lines, say, sentences

ROWS_MOST = 2500
NAMES_MOST = 150

Placed: TypeAlias = tuple[Stage, tuple[Environment, ...]]
"""A stage of the release, and the environments of an integration that it reaches."""

Asked: TypeAlias = tuple[Words, Words]
"""Which environments it is about, where that is not said in what is to be done; and what is to be done."""


@dataclass(frozen=True, slots=True)
class Row:
    """What some integrations are to do."""

    integrations: Names
    asked: Asked

    def said(self) -> Text:
        """Say it plainly."""
        return self._said(self.integrations)

    def shown(self) -> Text:
        """Say it with their names standing out."""
        return self._said(Bold(self.integrations))

    def _said(self, integrations: Words) -> Text:
        where, to_do = self.asked
        return say("{who}: {to_do}.", who=sentences(integrations, where), to_do=to_do)


def rows_of(asked: Iterable[tuple[Integration, Asked]]) -> list[Row]:
    """Put those together who are to do the same."""
    groups: dict[Asked, list[str]] = {}
    for integration, same in asked:
        groups.setdefault(same, []).append(integration.name)
    return [Row(Names(tuple(sorted(names, key=name_key))), same) for same, names in groups.items()]


def rows_shown(rows: list[Row]) -> Words:
    """Lay rows out: a single one as a sentence, several as a list."""
    shown = tuple(row.shown() for row in rows)
    if len(shown) <= 1:
        return lines(*(Clip(row, ROWS_MOST) for row in shown))
    return Bullets(shown, ROWS_MOST)


def rows_said(rows: list[Row]) -> Words:
    """Say rows on one line."""
    said = sentences(*(row.said() for row in rows))
    return Clip(said, ROWS_MOST) if said else ""


def names_of(environments: tuple[Environment, ...]) -> Names:
    """Name environments: "dev and test"."""
    return Names(tuple(environment.name for environment in environments), NAMES_MOST)
