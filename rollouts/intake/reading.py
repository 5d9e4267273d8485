"""The news of a vendor, read: what each text says of each release, with the sentence of each fact."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from rollouts.intake.days import FoundDay
from rollouts.intake.lines import Block, BlockKind, blocks, sentences
from rollouts.intake.marks import Marker, Sentence
from rollouts.intake.pairing import Pair, is_sure, of_the_same, pairs, pairs_across
from rollouts.intake.products import Mentioned
from rollouts.intake.saying import HAPPENS, meant, overtaken, says, server_said
from rollouts.intake.sections import doc_links, opt_in, sections
from rollouts.intake.wordings import Wordings
from rollouts.news import STOPS, About, Entry, Fact, News, NewsKind, OptInNews, Question
from rollouts.releases import DocLink
from rollouts.servers import Server

SENTENCE_MAX: Final = 300
_BEGINNING: Final = 6
"""A text says what it is for in so many sentences."""
_TITLE: Final = re.compile(
    r"\s*[:·,–—-]\s*[\"“„]?(?P<title>[^\W\d_].{1,80}?)[\"”“]?"  # noqa: RUF001 - dashes as people type them
)
_STRUCK: Final = re.compile(r"(?<![\w~])(~{1,2})(?=[^\s~])[^~\n]{1,200}(?<=[^\s~])\1(?![\w~])")
"""What was struck out counts no more, as Markdown and Slack write it."""
_QUOTED: Final = re.compile(r",? [\"“„](?P<title>[^\"”“]{2,80})[\"”“]")


def read(entry: Entry, *, wordings: Wordings, servers: tuple[Server, ...]) -> tuple[News, ...]:
    """Read a text; nothing comes of one that speaks of no release. Of two releases each is read by itself."""
    wordings = wordings.of(entry.sender)
    marker = Marker(wordings, servers, entry.sent_on)
    entry = replace(entry, text=_STRUCK.sub("", entry.text), subject=_STRUCK.sub("", entry.subject))
    found = blocks(entry.text)
    in_subject = marker.names_in(entry.subject)
    in_text = dict.fromkeys(name for block in found for name in marker.names_in(block.text))
    mentioned = Mentioned(entry.subject, found, marker, wordings)
    marker.products, marker.foreign = mentioned.products, mentioned.foreign
    if in_subject or in_text:
        return _read(entry, wordings, marker, found, in_subject=in_subject, in_text=tuple(in_text))
    if called := mentioned.names:
        marker.names = frozenset(mentioned.others)
        by_product = _read(entry, wordings, marker, found, in_subject=mentioned.in_subject, in_text=called)
        marker.names = frozenset()
        if told := tuple(news for news in by_product if news.name and _tells(news)):
            return told
    return _read(entry, wordings, marker, found)


def _read(
    entry: Entry,
    wordings: Wordings,
    marker: Marker,
    found: Sequence[Block],
    *,
    in_subject: Sequence[str] = (),
    in_text: Sequence[str] = (),
) -> tuple[News, ...]:
    """Read a text by the names that its subject and itself have."""
    marker.names |= {*in_subject, *in_text}
    in_subject = tuple(dict.fromkeys(place.what for place in marker.marked(entry.subject).names))
    reader = _Reader(entry, wordings, marker, found)
    headed = dict.fromkeys(name for name in map(reader.headed, found) if name)
    if len(headed) > 1 and len(in_subject) != 1:
        readings = [reader.of(name) for name in headed]
    else:
        names = in_subject or tuple(in_text)
        if len(names) != 1:
            readings = reader.of_each(names, in_text)
        elif others := reader.planned_instead(names[0], in_text):
            readings = [reader.of_none((*names, *others))]
        else:
            readings = [reader.of(names[0])]
    return tuple(news for news in readings if news.name or _is_news(news) or news.questions)


def _tells(news: News) -> bool:
    """Say whether news tells when or where a release comes, or what became of it."""
    asks = any(each.about is About.DATE for each in news.questions)
    return bool(news.dates or news.live_on or news.stopped_on or asks)


def _is_news(news: News) -> bool:
    return news.kind is not None and bool(news.dates)


@dataclass(slots=True)
class _Told:
    """The sentences that are about one release, and the blocks they stand in."""

    sentences: list[Sentence] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    rows: list[tuple[Sentence, Sentence]] = field(default_factory=list)


class _Reader:
    """Reads one text for each of its releases."""

    def __init__(self, entry: Entry, wordings: Wordings, marker: Marker, found: Sequence[Block]) -> None:
        self._wordings = wordings
        self._entry = entry
        self._subject = marker.marked(entry.subject)
        self._found = [
            (block, [marker.marked(s) for s in sentences(block.text, months=wordings.month_words)])
            for block in found
        ]
        self._heads = {id(block): self._head_of(block, said) for block, said in self._found}

    def headed(self, block: Block) -> str | None:
        """Return the release that a block is the heading of."""
        return self._heads[id(block)]

    def _head_of(self, block: Block, said: list[Sentence]) -> str | None:
        if block.kind is not BlockKind.HEADING or len(said) != 1:
            return None
        names = {place.what for place in said[0].names}
        is_head = len(names) == 1 and not said[0].servers and not said[0].days
        return next(iter(names)) if is_head else None

    def of(self, name: str, *, is_named: bool = False) -> News:
        """Read what is said of one release; with `is_named` only where its name stands beside it."""
        told = self._named_in(name) if is_named else self._told_of(name)
        kind, server = self._kind(name, told, is_named=is_named)
        live_on = server if kind and kind.value is NewsKind.CONFIRMATION else None
        dates, asked = self._dates(told)
        if kind and kind.value is NewsKind.CONFIRMATION:
            dates = dict(self._to_come(dates))
        impact, unclear = self._impact(told)
        lists = sections(told.blocks, self._wordings)
        questions = [*asked, *unclear]
        if kind and kind.value is NewsKind.CONFIRMATION and live_on is None:
            questions.append(Question(About.SERVER, (), kind.sentence))
        return News(
            kind=kind,
            name=self._name(name, told),
            title=self._title(name, told),
            live_on=live_on,
            stopped_on=server if kind and kind.value in STOPS else None,
            dates=dates,
            impact=impact,
            ui_changes=tuple(Fact(item, _short(item)) for item in lists.get(About.UI_CHANGES, ())),
            opt_ins=tuple(self._opt_ins(lists.get(About.OPT_INS, ()))),
            docs=tuple(self._docs(told, lists.get(About.DOCS, ()))),
            questions=tuple(questions),
        )

    def of_each(self, names: Sequence[str], in_text: Iterable[str]) -> list[News]:
        """Read a list or a table of several releases: those beside whose names stands when they come.

        Of one that is live, or was stopped, stands that there.
        """
        each = (self.of(name, is_named=True) for name in dict.fromkeys((*names, *in_text)))
        told = [news for news in each if news.dates or news.live_on or news.stopped_on]
        return told or [self.of_none(names)]

    def planned_instead(self, name: str, in_text: Iterable[str]) -> tuple[str, ...]:
        """Return the releases of which a text says when they come that never says so of its subject's."""
        if name in in_text or self.of(name).dates:
            return ()
        return tuple(other for other in in_text if self.of(other, is_named=True).dates)

    def of_none(self, names: Sequence[str]) -> News:
        """Read a text that names no release, or several without saying of which it speaks."""
        if names:
            return News(questions=(Question(About.NAME, tuple(names), _short(self._entry.subject)),))
        return self.of("")

    def _told_of(self, name: str) -> _Told:
        """Gather what is about a release: not what stands below the heading of another, or after its name."""
        told = _Told()
        heads = {head for head in self._heads.values() if head}
        current = None if name not in heads or len(heads) == 1 else ""
        for block, said in self._found:
            current = self._heads[id(block)] or current
            if current is not None and current != name:
                continue
            told.blocks.append(block)
            of_another = False
            for sentence in said:
                names = {place.what for place in sentence.names}
                of_another = bool(names) and name not in names if names else of_another
                if of_another or len(names) > 1:
                    continue
                if told.sentences:
                    told.rows.append((told.sentences[-1], sentence))
                told.sentences.append(sentence)
        return told

    def _named_in(self, name: str) -> _Told:
        """Gather the sentences and rows that name this release and no other."""
        told, above = _Told(), None
        for block, said in self._found:
            for sentence in said:
                names = {place.what for place in sentence.names}
                if names == {name}:
                    told.blocks.append(block)
                    told.sentences.append(sentence)
                    told.rows += [(above, sentence)] if above else []
                elif not names:
                    above = sentence if sentence.servers and not sentence.days else None
        return told

    def _name(self, name: str, told: _Told) -> Fact[str] | None:
        for sentence in (self._subject, *told.sentences):
            if name and any(place.what == name for place in sentence.names):
                return Fact(name, _short(sentence.said))
        return None

    def _kind(
        self, name: str, told: _Told, *, is_named: bool
    ) -> tuple[Fact[NewsKind] | None, Fact[str] | None]:
        """Return what the text is for, and the server of a confirmation or of what was stopped.

        That it was stopped counts wherever it stands: a mail that is called FYI may say so too. With
        `is_named` what happened to it is said where it is named alone.
        """
        subject = [] if self._entry.is_reply else [self._subject]
        first = [sentence for _, said in self._found for sentence in said][:_BEGINNING]
        beginning = [each for each in first if not each.names or name in {place.what for place in each.names}]
        beginning = [*told.sentences[:_BEGINNING], *beginning]
        meant_so = (meant(*row, self._wordings) for row in told.rows[:_BEGINNING])
        stopping = [*subject, *beginning, *filter(None, meant_so)]
        taken_back = overtaken(told.sentences, self._wordings)
        for group, kinds in (
            (stopping, STOPS),
            *((each, self._wordings.kinds) for each in (subject, beginning)),
        ):
            for kind in kinds:
                if kind in taken_back:
                    continue
                for sentence in group:
                    names = {place.what for place in sentence.names}
                    is_its = names == {name} if is_named else names <= {name}
                    if (is_its or kind not in HAPPENS) and says(kind, sentence, self._wordings):
                        server = server_said(kind, [sentence, *told.sentences], self._wordings)
                        on = Fact(server[0], _short(server[1])) if server else None
                        return Fact(kind, _short(sentence.said)), on
        return None, None

    def _dates(self, told: _Told) -> tuple[dict[str, Fact[date]], list[Question]]:
        """Return the day of each server, and what is to be asked: two days for one, a day that can be two."""
        said: dict[str, list[tuple[FoundDay, str]]] = {}
        for pair, sentence in self._pairs(told):
            said.setdefault(pair.server, []).append((pair.day, sentence))
        dates: dict[str, Fact[date]] = {}
        questions: list[Question] = []
        for server, found in said.items():
            days = sorted({day for each, _ in found for day in each.days})
            if len(days) == 1 and all(each.day for each, _ in found):
                dates[server] = Fact(days[0], _short(found[0][1]))
            elif adrift := next((sentence for each, sentence in found if each.is_adrift), ""):
                questions.append(Question(About.DAY, (), _short(adrift), server))
            else:
                choices = tuple(day.isoformat() for day in days)
                questions.append(Question(About.DATE, choices, _short(found[0][1]), server))
        return dates, questions

    def _to_come(self, dates: dict[str, Fact[date]]) -> Iterator[tuple[str, Fact[date]]]:
        """Leave out on what day something went live: nobody plans that any more."""
        for server, day in dates.items():
            if self._entry.sent_on is None or day.value > self._entry.sent_on:
                yield server, day

    def _pairs(self, told: _Told) -> Iterator[tuple[Pair, str]]:
        """Yield servers with their days; one that is corrected has two, and so is asked about."""
        before: list[Pair] = []
        every: list[Pair] = []
        for sentence in (*self._subject_alone(), *told.sentences):
            found = pairs(sentence, self._wordings) or of_the_same(every, sentence, self._wordings)
            before = found or before
            every += found
            if self._wordings.pattern("corrected").search(sentence.marked):
                given = {pair.day for pair in found}
                others = [day for day in sentence.told if day not in given]
                found += [Pair(pair.server, day) for pair in before for day in others]
            for pair in found:
                yield pair, sentence.said
        for above, below in told.rows:
            for pair in pairs_across(above, below, self._wordings):
                yield pair, below.said

    def _subject_alone(self) -> Iterator[Sentence]:
        """Yield the subject if it is this text's own, and about one release."""
        if not self._entry.is_reply and len({place.what for place in self._subject.names}) <= 1:
            yield self._subject

    def _impact(self, told: _Told) -> tuple[Fact[bool] | None, list[Question]]:
        found: dict[bool, Fact[bool]] = {}
        for sentence in (self._subject, *told.sentences):
            text = sentence.marked
            if (
                text.endswith("?")
                or self._wordings.pattern("unsure").search(text)
                or self._wordings.pattern("exceptions").search(text)
            ):
                continue
            if self._wordings.pattern("no_impact").search(text):
                found.setdefault(False, Fact(value=False, sentence=_short(sentence.said)))
            elif self._wordings.pattern("impact").search(text) and is_sure(sentence, self._wordings):
                found.setdefault(True, Fact(value=True, sentence=_short(sentence.said)))
        if len(found) > 1:
            return None, [Question(About.IMPACT, ("no", "yes"), found[False].sentence)]
        return next(iter(found.values()), None), []

    def _opt_ins(self, items: Iterable[str]) -> Iterator[Fact[OptInNews]]:
        for item in items:
            if read_one := opt_in(item, self._wordings):
                yield Fact(read_one, _short(item))

    def _docs(self, told: _Told, listed: Iterable[str]) -> Iterator[Fact[DocLink]]:
        found: dict[str, Fact[DocLink]] = {}
        for text, is_listed in (
            *((item, True) for item in listed),
            *((block.words, False) for block in told.blocks),
        ):
            for link in doc_links(text, listed=is_listed, wordings=self._wordings):
                found.setdefault(link.url, Fact(link, _short(text)))
        yield from found.values()

    def _title(self, name: str, told: _Told) -> Fact[str] | None:
        for sentence in (self._subject, *told.sentences):
            for place in sentence.names:
                said = sentence.said if len(sentence.said) == len(sentence.text) else sentence.text
                behind = said[place.end :]
                is_head = sentence is self._subject or len(sentence.said) <= 90  # noqa: PLR2004 - a heading
                # What stands behind a release's name in a list of dates is no title.
                others = [*(at.start for at in sentence.servers), *(at.start for at in sentence.days)]
                is_head = is_head and all(start < place.end for start in others)
                match = _QUOTED.match(behind) or (is_head and _TITLE.fullmatch(behind))
                if place.what == name and match and self._is_title(match["title"]):
                    return Fact(match["title"], _short(sentence.said))
        return None

    def _is_title(self, text: str) -> bool:
        words = self._wordings
        return (
            text[0].isupper()
            and "://" not in text
            and not words.pattern("no_title").search(text)
            and not any(pattern.search(text) for pattern in words.kinds.values())
        )


def _short(text: str) -> str:
    return text if len(text) <= SENTENCE_MAX else f"{text[: SENTENCE_MAX - 1]}…"
