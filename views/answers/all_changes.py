"""All UI changes and opt-in features of a release, in pages."""

from collections.abc import Iterator

from rollouts.usecases.showing import ReleaseChanges
from views.actions import Press, pack
from views.inlines import Bullets, Clip, Words, lines
from views.parts import Button, Buttons, Heading, Message, Part, SmallPrint, said, titled
from views.posts.release_parts import opt_ins, size, ui_changes

PAGE_MOST, ITEM_MOST, LIST_MOST = 2400, 2300, 2900
"""How much stands on one page, in one line, and in one list of it at most, as `size` counts."""
BULLET = 3

SEEN, OPT_IN = "What you will see", "Opt-in"


def all_changes(answer: ReleaseChanges) -> Message:
    """Show one page of everything that a release brings."""
    release = answer.release
    entries = [(SEEN, item) for item in ui_changes(release.ui_changes)]
    entries += [(OPT_IN, item) for item in opt_ins(release.opt_ins)]
    if not entries:
        return said(f"{release.name}: no UI changes and no opt-in features announced.")
    pages = list(_pages(entries))
    number = min(answer.page, len(pages) - 1)
    heading = f"{release.name}: all changes"
    parts: list[Part] = [Heading(heading)]
    text: list[Words] = [heading]
    for title in (SEEN, OPT_IN):
        if items := tuple(Clip(item, ITEM_MOST) for under, item in pages[number] if under == title):
            shown = Bullets(items, LIST_MOST)
            parts.append(titled(title, shown))
            text += [title, shown]
    if len(pages) > 1:
        parts.append(SmallPrint(f"Page {number + 1} of {len(pages)}."))
    if number + 1 < len(pages):
        value = pack(release=release.key, page=number + 1)
        parts.append(Buttons((Button("Next page", Press.ALL_CHANGES, value),)))
    return Message(lines(*text), tuple(parts))


def _pages(entries: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    page: list[tuple[str, str]] = []
    room = PAGE_MOST
    for title, item in entries:
        needed = min(size(item), ITEM_MOST) + BULLET
        if page and needed > room:
            yield page
            page, room = [], PAGE_MOST
        page.append((title, item))
        room -= needed
    yield page
