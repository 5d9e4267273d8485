"""What a feed has to read: its newest entries, their words, and the day they are of."""

from datetime import UTC, date, datetime

import pytest

from bot.feeds.failed import FeedFailed
from bot.feeds.parsing import ENTRIES_MOST, FeedEntry, entries_of
from bot.intake.wordings_file import read as read_wordings
from rollouts.feeds import FeedTrouble
from rollouts.intake.reading import read
from rollouts.news import About
from rollouts.servers import DEFAULT_SERVERS
from tests.support.feed_server import atom, entry

NOW = datetime(2026, 11, 12, 9, tzinfo=UTC)
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Releases</title>
<item><title>Reminder: Release 2027.1</title><link>https://vendor.example/1</link>
<description>Release 2027.1 arrives on Standard in two weeks.</description>{date}</item></channel></rss>"""


def entries(content: bytes, type_: str = "application/xml") -> tuple[FeedEntry, ...]:
    return entries_of(content, type_=type_, now=NOW, zone="Europe/Berlin", wordings=read_wordings())


def test_an_entry_of_atom_is_read_as_text_of_its_own_day() -> None:
    [found] = entries(atom(entry()))

    assert (found.identity, found.at) == ("urn:1", datetime(2026, 11, 11, 10, tzinfo=UTC))
    assert (found.entry.subject, found.entry.sent_on) == ("Preview: Release 2027.1", date(2026, 11, 11))
    assert "Standard: 13 January 2027" in found.entry.text.splitlines()


def test_an_item_of_rss_is_known_by_its_link() -> None:
    [found] = entries(RSS.format(date="<pubDate>Wed, 11 Nov 2026 23:30:00 GMT</pubDate>").encode())

    assert found.identity == "https://vendor.example/1"
    assert found.entry.sent_on == date(2026, 11, 12)  # in Berlin


@pytest.mark.parametrize("published", [None, "1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z", "soon"])
def test_of_an_entry_that_is_wrongly_dated_nothing_is_counted_from_its_day(published: str | None) -> None:
    said = "Release 2027.1 arrives on Standard in two weeks, and on Controlled on 27 January 2027."
    [found] = entries(atom(entry(text=said, published=published)))
    assert found.at is None

    [news] = read(found.entry, wordings=read_wordings(), servers=DEFAULT_SERVERS)

    assert {server: fact.value for server, fact in news.dates.items()} == {"controlled": date(2027, 1, 27)}
    assert [(each.about, each.server) for each in news.questions] == [(About.DAY, "standard")]


def test_what_is_old_is_no_news_and_of_many_the_newest_are_read_the_oldest_first() -> None:
    old = entry("urn:old", published="2026-08-01T10:00:00Z")
    many = [entry(f"urn:{n}", published=f"2026-11-11T10:{n:02}:00Z") for n in range(59, -1, -1)]

    found = entries(atom(*many, old))

    assert [each.identity for each in found] == [f"urn:{n}" for n in range(60 - ENTRIES_MOST, 60)]


def test_undated_entries_are_read_from_the_last_to_the_first() -> None:
    found = entries(atom(entry("urn:new", published=None), entry("urn:older", published=None)))

    assert [each.identity for each in found] == ["urn:older", "urn:new"]


def test_an_entry_without_a_name_is_known_by_its_words() -> None:
    item = "<item><description>Release 2027.1 is late.</description></item>"
    [found] = entries(f"<rss version='2.0'><channel>{item}</channel></rss>".encode())

    assert len(found.identity) == 64
    assert found.entry.text == "Release 2027.1 is late."


def test_html_in_a_title_is_no_part_of_it() -> None:
    feed = atom(entry(title="x")).replace(
        b"<title>x</title>", b'<title type="html">&lt;b&gt;Release&lt;/b&gt; 2027.1</title>'
    )

    assert entries(feed)[0].entry.subject == "Release 2027.1"


@pytest.mark.parametrize(
    "content",
    [
        b"<!doctype html><html><body><p>Release 2027.1 is live on Standard</p></body></html>",
        b"",
        b"/etc/passwd",
        b"{}",
        bytes(range(256)),
    ],
)
def test_what_is_no_feed_is_told(content: bytes) -> None:
    with pytest.raises(FeedFailed) as failed:
        entries(content, "text/html")

    assert failed.value.reason == FeedTrouble.NOT_A_FEED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("entity", ['f SYSTEM "file:///etc/passwd"', 'f "lol"'])
def test_a_feed_with_parts_that_stand_for_others_is_not_read(entity: str, encoding: str) -> None:
    doctype = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [<!ENTITY {entity}>]>'
    item = "<item><title>Release 2027.1 &f;</title><description>x</description></item>"

    with pytest.raises(FeedFailed):
        entries(f'{doctype}<rss version="2.0"><channel>{item}</channel></rss>'.encode(encoding))
