"""What a release brings, as parts of messages: summary, UI changes, opt-in features, documentation."""

from collections.abc import Callable, Iterable, Sequence

from rollouts.releases import OptIn, Release, UiChange
from views.actions import Press, pack
from views.inlines import Clip, Link, Names, Prose, Text, Words, one_line, say
from views.parts import Button, Paragraph, Part, SmallPrint, listing

SUMMARY_MOST = 2000
SHOWN_MOST = 10
LIST_MOST = 1800
"""How many UI changes, and how many opt-in features, stand in one message, and in how much of it."""
LINKS_MOST = 2900
LINE_MOST = 500

ALL_CHANGES = "All changes"


def summary(release: Release) -> list[Part]:
    """Say in the vendor's words what the release is about."""
    return [Paragraph(Prose(release.summary, SUMMARY_MOST))] if release.summary.strip() else []


def formerly(names: Sequence[str]) -> Text | None:
    """Say what a release was called before, if it was called otherwise."""
    return say("Formerly {names}.", names=Names(tuple(names), LINE_MOST)) if names else None


def no_others(name: str, others: Sequence[str]) -> Text | None:
    """Say that a release is not the one that was called so before, if one was."""
    if not others:
        return None
    were = "is the release that was" if len(others) == 1 else "are the releases that were"
    return say(
        "{others} {were} called {name} before; this is another one.",
        others=Names(tuple(others), LINE_MOST),
        were=were,
        name=name,
    )


def what_is_coming(release: Release) -> list[Part]:
    """List UI changes, opt-in features and documentation; say so when there are none of the first two."""
    missing = [
        name
        for name, items in (("UI changes", release.ui_changes), ("opt-in features", release.opt_ins))
        if not items
    ]
    none = [SmallPrint(f"No {' and no '.join(missing)} announced.")] if missing else []
    return [
        *listing(
            "What you will see",
            some_of(ui_changes(release.ui_changes), under_all_changes),
            most=2 * LIST_MOST,
        ),
        *listing("Opt-in", some_of(opt_ins(release.opt_ins), under_all_changes), most=2 * LIST_MOST),
        *none,
        *documentation(release),
    ]


def has_changes(release: Release) -> bool:
    """Whether the release brings something to look at or to read."""
    return bool(release.ui_changes or release.opt_ins or release.docs)


def documentation(release: Release) -> list[Part]:
    """List the vendor's pages about the release."""
    return listing("Read more", [Link(doc.url, doc.title) for doc in release.docs], most=LINKS_MOST)


def _lists(release: Release) -> tuple[list[str], list[str]]:
    return ui_changes(release.ui_changes), opt_ins(release.opt_ins)


def ui_changes(items: Iterable[UiChange]) -> list[str]:
    """Write each UI change on one line."""
    return [one_line(change.text) for change in items]


def opt_ins(items: Iterable[OptIn]) -> list[str]:
    """Write each opt-in feature on one line, with its default, and where it is set."""
    return [one_line(_opt_in(item)) for item in items]


def _opt_in(item: OptIn) -> str:
    state = "on by default" if item.enabled_by_default else "off by default"
    how = f" ({item.how_to_enable})" if item.how_to_enable.strip() else ""
    return f"{item.name}, {state}{how}"


def some_of(items: Sequence[str], rest: Callable[[int], Words], most: int = LIST_MOST) -> list[Words]:
    """Return as many as one message has room for; the last line says with `rest` how many more there are."""
    shown = _fitting(items, most)
    left = len(items) - shown
    return [*(Clip(item, LINE_MOST) for item in items[:shown]), *([rest(left)] if left else [])]


def _fitting(items: Sequence[str], most: int) -> int:
    room = most
    for number, item in enumerate(items[:SHOWN_MOST]):
        room -= min(size(item), LINE_MOST)
        if room < 0 and number:
            return number
    return min(len(items), SHOWN_MOST)


def size(text: str) -> int:
    """Return how long a text may become once signs that mean something are written so that they do not."""
    return len(text.encode("utf-16-le")) // 2 + 4 * sum(map(text.count, "&<>"))


def under_all_changes(left: int) -> str:
    """Say where the others are found."""
    return f"… and {left} more: press {ALL_CHANGES}"


def all_changes_button(release: Release) -> list[Button]:
    """Lead to all UI changes and opt-in features, where one message has no room for them."""
    if all(_is_whole(items) for items in _lists(release)):
        return []
    return [Button(ALL_CHANGES, Press.ALL_CHANGES, pack(release=release.key))]


def _is_whole(items: Sequence[str]) -> bool:
    return _fitting(items, LIST_MOST) == len(items) and all(size(item) <= LINE_MOST for item in items)
