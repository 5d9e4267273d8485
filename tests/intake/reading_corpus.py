"""Texts in the shapes of vendors' news, each with what must be read of it, and how what was read compares.

A file begins with what must be read, as YAML, and the text stands below `===`. What a file does not name must
stay empty. `corpus/open` is there to improve the reading with; `corpus/aside` was written without a look at
the reading, and its figures are taken once, after the last change of it. Texts that served to improve it
move to `open`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from bot.intake.entries import entry_of, entry_of_text
from bot.intake.wordings_file import read as read_wordings
from rollouts.intake.reading import read
from rollouts.intake.wordings import Wordings
from rollouts.news import DayOrder, Entry, News
from rollouts.servers import DEFAULT_SERVERS, Server

CORPUS = Path(__file__).parent / "corpus"
FACTS = ("kind", "name", "title", "live on", "date", "impact", "UI change", "opt-in", "document", "question")
Facts = Counter[tuple[str, str]]
"""Each fact by its sort, as text."""


@dataclass(frozen=True)
class Text:
    """A text of the corpus: what must be read of it, and what there is to read."""

    name: str
    expected: tuple[Facts, ...]
    entry: Entry
    wordings: Wordings
    servers: tuple[Server, ...]

    def read(self) -> tuple[Facts, ...]:
        """Return what is read of it, for each release."""
        return tuple(map(facts_of, read(self.entry, wordings=self.wordings, servers=self.servers)))


def texts(part: str) -> Iterator[Text]:
    """Yield the texts of a part of the corpus, `open` or `aside`."""
    for file in sorted((CORPUS / part).glob("*.txt")):
        head, _, text = file.read_text(encoding="utf-8").partition("===\n")
        yield _text(file.stem, yaml.safe_load(head), text)


def _text(name: str, head: dict[str, Any], text: str) -> Text:
    known = read_wordings()
    wordings = Wordings(DayOrder(head.pop("day_order", known.day_order)), known.names, known.languages)
    named: dict[str, list[str]] = head.pop("servers", {})
    servers = (
        tuple(Server(key, names[0], next(iter(names[1:]), None)) for key, names in named.items())
        or DEFAULT_SERVERS
    )
    sent, subject, shape = head.pop("sent", None), head.pop("subject", ""), head.pop("as", "text")
    if shape == "mail":
        now = datetime(2030, 1, 1, tzinfo=UTC)
        entry = entry_of(text.encode(), name=f"{name}.eml", now=now, zone="UTC", wordings=wordings)
    else:
        entry = entry_of_text(text, subject=subject, day=sent, wordings=wordings)
    releases = [] if head.pop("nothing", False) else head.pop("releases", None) or [head]
    return Text(name, tuple(map(_expected, releases)), entry, wordings, servers)


def _expected(release: dict[str, Any]) -> Facts:
    found: Facts = Counter()
    for sort, key in (("kind", "kind"), ("name", "name"), ("title", "title"), ("live on", "live_on")):
        if key in release:
            found[sort, release[key]] += 1
    if "impact" in release:
        found["impact", str(release["impact"])] += 1
    found.update(("date", f"{server} {day}") for server, day in release.get("dates", {}).items())
    found.update(("UI change", text) for text in release.get("ui", ()))
    found.update(("opt-in", " ".join(text.split())) for text in release.get("opt_ins", ()))
    found.update(("document", text) for text in release.get("docs", ()))
    found.update(("question", about) for about in release.get("asks", ()))
    return +found


def facts_of(news: News) -> Facts:
    """Return the facts of what was read."""
    found: Facts = Counter()
    for sort, fact in (
        ("kind", news.kind),
        ("name", news.name),
        ("title", news.title),
        ("live on", news.live_on),
        ("impact", news.impact),
    ):
        if fact is not None:
            found[sort, str(fact.value)] += 1
    found.update(("date", f"{server} {_iso(fact.value)}") for server, fact in news.dates.items())
    found.update(("UI change", fact.value) for fact in news.ui_changes)
    for feature in (fact.value for fact in news.opt_ins):
        default = {True: "on", False: "off", None: ""}[feature.enabled_by_default]
        words = f"{feature.name} | {default} | {feature.how_to_enable}"
        found["opt-in", " ".join(words.split())] += 1
    found.update(("document", f"{fact.value.title} | {fact.value.url}") for fact in news.docs)
    found.update(("question", each.server or each.about.value) for each in news.questions)
    return found


def _iso(day: date) -> str:
    return day.isoformat()


def differences(text: Text) -> tuple[Facts, Facts]:
    """Return what was read wrongly, and what was left empty."""
    wrong: Facts = Counter()
    left: Facts = Counter()
    was_read = text.read()
    for place in range(max(len(text.expected), len(was_read))):
        expected = text.expected[place] if place < len(text.expected) else Counter()
        found = was_read[place] if place < len(was_read) else Counter()
        wrong += found - expected
        left += expected - found
    return wrong, left
