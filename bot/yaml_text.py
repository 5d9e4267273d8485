"""What a text in YAML says: texts as people's texts are kept (`rollouts/texts.py`), and each field once."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any

import yaml

from rollouts import texts

SEVERAL_LINES = "summary"
"""The one field whose text may have several lines."""

_PREFIX = "tag:yaml.org,2002:"
_OF_NO_FIELD = {f"{_PREFIX}{tag}" for tag in ("set", "omap", "pairs", "binary", "timestamp")}
"""No field has one of these, and none of them is what the author of a text meant by its "!"."""


class _AsTyped(yaml.constructor.SafeConstructor, yaml.resolver.Resolver):
    """Keeps texts as people's texts are kept, leaves dates to the fields, and takes a field once."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own name and shape
        first: [(tag, pattern) for tag, pattern in resolvers if tag != f"{_PREFIX}timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    yaml_constructors = {  # noqa: RUF012 - PyYAML's own name and shape
        tag: made for tag, made in yaml.SafeLoader.yaml_constructors.items() if tag not in _OF_NO_FIELD
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002 - PyYAML calls it so
        seen: set[str] = set()
        # What is no mapping but by its tag PyYAML refuses.
        for key, value in node.value if node.id == "mapping" else ():
            _keep(key)
            _keep(value, several_lines=key.value == SEVERAL_LINES)
            name = texts.name_key(str(key.value))
            if name in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"“{key.value}” appears twice", problem_mark=key.start_mark
                )
            seen.add(name)
        return super().construct_mapping(node, deep=deep)

    def construct_sequence(self, node: yaml.SequenceNode, deep: bool = False) -> list[Any]:  # noqa: FBT001, FBT002 - PyYAML calls it so
        for each in node.value:
            _keep(each)
        return super().construct_sequence(node, deep=deep)


class Exact(_AsTyped, yaml.SafeLoader):
    """Reads all that can be read, by PyYAML alone, and says what is wrong in words that are known to us."""


_OF_SCALARS = {f"{_PREFIX}{tag}" for tag in ("null", "bool", "int", "float")}
_UNUSUAL = yaml.YAMLError("It is wrong, or written as hardly anybody writes.")
_MERGED = object()
"""The field `<<`, whose mapping is taken over into the one that it stands in."""


class _Quick:
    """Reads the same some thirty times as fast, given what gets the next of libyaml's events.

    Each event becomes its value at once, without a tree of nodes between them. What is wrong, and what hardly
    anybody writes, is refused, and left to `Exact`. libyaml's own way to put a tree together would end the
    whole process at 100,000 brackets.
    """

    def __init__(self, event: Callable[[], Any]) -> None:
        self._event = event
        self._typed: Any = Exact("")
        # Of a scalar its event, as the text is kept in another way where another field has it too.
        self._anchored: dict[str, Any] = {}
        # Thousands of entries have the same few fields.
        self._fields: dict[tuple[str, bool], tuple[Any, str]] = {}

    def document(self) -> object:
        """Return what it says, None where it is empty.

        Raises:
            yaml.YAMLError: it has to be read exactly.
        """
        self._event()
        if isinstance(self._event(), yaml.StreamEndEvent):
            return None
        found = self._value(self._event())
        self._event()
        if not isinstance(self._event(), yaml.StreamEndEvent):
            raise _UNUSUAL
        return found

    def _value(self, event: Any, *, several_lines: bool = False) -> Any:  # noqa: ANN401 - any event, any value
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchored:
                raise _UNUSUAL
            found = self._anchored[event.anchor]
            return self._scalar(found, several_lines) if isinstance(found, yaml.ScalarEvent) else found
        if isinstance(event, yaml.ScalarEvent):
            found = self._scalar(event, several_lines)
        elif event.tag is not None:
            raise _UNUSUAL
        else:
            found = self._list() if isinstance(event, yaml.SequenceStartEvent) else self._mapping()
        # Only now: what is in itself is unusual.
        if event.anchor is not None:
            if event.anchor in self._anchored:
                raise _UNUSUAL
            self._anchored[event.anchor] = event if isinstance(event, yaml.ScalarEvent) else found
        return found

    def _list(self) -> list[Any]:
        found = []
        while not isinstance(event := self._event(), yaml.SequenceEndEvent):
            found.append(self._value(event))
        return found

    def _mapping(self) -> dict[Hashable, Any]:
        own: dict[Hashable, Any] = {}
        merged: dict[Hashable, Any] = {}
        seen: set[str] = set()
        while not isinstance(event := self._event(), yaml.MappingEndEvent):
            field, folded = self._field(event)
            if folded in seen:
                raise _UNUSUAL
            seen.add(folded)
            value = self._value(self._event(), several_lines=field == SEVERAL_LINES)
            if field is _MERGED:
                merged = _all_of(value)
            else:
                own[field] = value
        return merged | own if merged else own

    def _field(self, event: Any) -> tuple[Any, str]:  # noqa: ANN401 - as above
        """Return what a field is called, and what is the same for two that are called alike."""
        if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None or event.tag is not None:
            raise _UNUSUAL
        written = (event.value, event.implicit[0])
        if written not in self._fields:
            field = _MERGED if written == ("<<", True) else self._scalar(event, several_lines=False)
            self._fields[written] = field, texts.name_key(texts.one_line(event.value))
        return self._fields[written]

    def _scalar(self, event: Any, several_lines: bool) -> Any:  # noqa: ANN401, FBT001 - as above
        tag = event.tag or self._typed.resolve(yaml.ScalarNode, event.value, event.implicit)
        kept = texts.lines(event.value) if several_lines else texts.one_line(event.value)
        if tag in _OF_SCALARS and not event.tag:
            return self._typed.yaml_constructors[tag](self._typed, yaml.ScalarNode(tag, kept))
        if tag != Exact.DEFAULT_SCALAR_TAG:
            raise _UNUSUAL
        return kept


def _all_of(value: object) -> dict[Hashable, Any]:
    """Return the fields that a mapping takes over: of several that have one the first counts."""
    several = value if isinstance(value, list) else [value]
    if not all(isinstance(each, dict) for each in several):
        raise _UNUSUAL
    return {field: found for each in reversed(several) for field, found in each.items()}


def _keep(node: yaml.Node, *, several_lines: bool = False) -> None:
    if isinstance(node, yaml.ScalarNode):
        node.value = texts.lines(node.value) if several_lines else texts.one_line(node.value)


def loaded(text: str) -> object:
    """Return what the text says: texts, numbers, yes and no, lists and mappings; dates are texts.

    Raises:
        yaml.YAMLError, RecursionError, ValueError: it is no YAML, or nothing that anybody means.
    """
    if yaml.__with_libyaml__:
        from yaml.cyaml import CParser  # type: ignore[attr-defined] # no stub # noqa: PLC0415 - may be missing

        with suppress(yaml.YAMLError, ValueError):
            return _Quick(CParser(text).get_event).document()
    try:
        return yaml.load(text, Exact)  # noqa: S506 - a SafeLoader too
    except LookupError as error:
        # PyYAML looks for what is not there in a text that is said to be of another sort: `!!bool perhaps`.
        raise ValueError(str(error)) from None
