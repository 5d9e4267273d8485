"""The small vocabulary that block rules are written in.

A rule is called with a value, its JSON pointer and the list of reasons, and adds to the list what Slack
would refuse.
The sentences are Slack's where they are known, for example ``no more than 25 items allowed
[json-pointer:/blocks/1/elements]``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

Rule: TypeAlias = Callable[[object, str, list[str]], None]


@dataclass(frozen=True)
class Required:
    """Marks the rule of a field that must be there."""

    rule: Rule


def refuse(reasons: list[str], pointer: str, why: str) -> None:
    """Add a reason in Slack's form."""
    reasons.append(f"{why} [json-pointer:{pointer}]")


def length(value: str) -> int:
    """Count characters as UTF-16 units; Slack does not say what it counts, and this is the stricter way."""
    return len(value.encode("utf-16-le")) // 2


def string(*, most: int, least: int = 1, pattern: str = "") -> Rule:
    """Return the rule for text of ``least`` to ``most`` characters that matches ``pattern`` whole."""

    def check(value: object, pointer: str, reasons: list[str]) -> None:
        if not isinstance(value, str):
            refuse(reasons, pointer, "must be a string")
        elif length(value) < least:
            refuse(reasons, pointer, f"must be more than {least - 1} characters")
        elif length(value) > most:
            refuse(reasons, pointer, f"must be less than {most + 1} characters")
        elif pattern and not re.fullmatch(pattern, value):
            refuse(reasons, pointer, f"must match the pattern {pattern}")

    return check


def boolean(value: object, pointer: str, reasons: list[str]) -> None:
    """Allow true and false."""
    if not isinstance(value, bool):
        refuse(reasons, pointer, "must be a boolean")


def number(*, least: int, most: int) -> Rule:
    """Return the rule for a whole number between ``least`` and ``most``."""

    def check(value: object, pointer: str, reasons: list[str]) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            refuse(reasons, pointer, "must be an integer")
        elif not least <= value <= most:
            refuse(reasons, pointer, f"must be between {least} and {most}")

    return check


def one_of(*allowed: str) -> Rule:
    """Return the rule for one of a few words."""

    def check(value: object, pointer: str, reasons: list[str]) -> None:
        if value not in allowed:
            refuse(reasons, pointer, f"must be one of {', '.join(allowed)}")

    return check


def items(rule: Rule, *, most: int, least: int = 1) -> Rule:
    """Return the rule for an array of ``least`` to ``most`` things that keep ``rule``."""

    def check(value: object, pointer: str, reasons: list[str]) -> None:
        if not isinstance(value, list):
            refuse(reasons, pointer, "must be an array")
            return
        if len(value) > most:
            refuse(reasons, pointer, f"no more than {most} items allowed")
        if len(value) < least:
            refuse(reasons, pointer, f"no less than {least} items allowed")
        for index, one in enumerate(value):
            rule(one, f"{pointer}/{index}", reasons)

    return check


def record(fields: Mapping[str, Rule | Required], *more: Rule) -> Rule:
    """Return the rule for an object with just these fields; ``more`` rules look at the object as a whole."""

    def check(value: object, pointer: str, reasons: list[str]) -> None:
        if not isinstance(value, dict):
            refuse(reasons, pointer, "must be an object")
            return
        before = len(reasons)
        for name, rule in fields.items():
            if name in value:
                (rule.rule if isinstance(rule, Required) else rule)(value[name], f"{pointer}/{name}", reasons)
            elif isinstance(rule, Required):
                refuse(reasons, pointer, f"missing required field: {name}")
        for name in value.keys() - fields.keys() - {"type"}:
            refuse(reasons, pointer, f"invalid additional property: {name}")
        if len(reasons) == before:
            for rule in more:
                rule(value, pointer, reasons)

    return check


def by_type(table: Mapping[str, Rule]) -> Rule:
    """Return the rule that looks at ``type`` and keeps to that type's own rule."""

    def check(value: object, pointer: str, reasons: list[str]) -> None:
        if not isinstance(value, dict):
            refuse(reasons, pointer, "must be an object")
        elif "type" not in value:
            refuse(reasons, pointer, "missing required field: type")
        elif value["type"] not in table:
            refuse(reasons, f"{pointer}/type", f"unsupported type: {value['type']}")
        else:
            table[value["type"]](value, pointer, reasons)

    return check


def exactly_one(*names: str) -> Rule:
    """Return the rule that one, and only one, of the fields is given."""

    def check(value: object, pointer: str, reasons: list[str]) -> None:
        if isinstance(value, dict) and sum(name in value for name in names) != 1:
            refuse(reasons, pointer, f"must have exactly one of: {', '.join(names)}")

    return check


def at_least_one(*names: str) -> Rule:
    """Return the rule that one or more of the fields is given."""

    def check(value: object, pointer: str, reasons: list[str]) -> None:
        if isinstance(value, dict) and not any(name in value for name in names):
            refuse(reasons, pointer, f"must have at least one of: {', '.join(names)}")

    return check
