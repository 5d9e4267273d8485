"""`fortnight read`, the files it reads, and the table of the vendor's wordings that anybody can extend."""

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.errors import StartFailed
from bot.intake.entries import BYTES_MAX, NewsTexts, entry_of
from bot.intake.wordings_file import read as read_wordings
from rollouts.intake.reading import read
from rollouts.news import DayOrder, Entry, NewsKind
from rollouts.servers import DEFAULT_SERVERS
from rollouts.settings import Setting
from tests.support.command_line import Types, types
from tests.support.databases import choose, new_file
from tests.support.world import DATABASE

__all__ = ["types"]

NOW = datetime(2026, 11, 11, 23, 30, tzinfo=UTC)
TEXT = """Preview of Release 2026.11, "Course player refresh"

Standard: 2 December 2026
Controlled: 06/01/2027

This release affects integrations.

UI changes:
- The bar moves left

Opt-in features:
- Offline mode: off by default. To enable it, go to Settings.
- Chat

Release notes: https://docs.vendor.example/2026-11
"""


def test_a_file_is_read_and_facts_stand_over_the_sentence_that_says_them(
    tmp_path: Path, types: Types
) -> None:
    (tmp_path / "news.txt").write_text(TEXT)

    ended = types("read", "news.txt", "--dry-run")

    assert ended.code == 0
    assert ended.out.splitlines() == [
        "What was read of 2026.11",
        "The mail is: a preview · Release: 2026.11 · Title: Course player refresh",
        '“Preview of Release 2026.11, "Course player refresh"”',
        "Standard: Wed 2 December 2026",
        "“Standard: 2 December 2026”",
        "Affects integrations: yes",
        "“This release affects integrations.”",
        "UI change: The bar moves left",
        "“The bar moves left”",
        "Opt-in: Offline mode (off by default; Settings)",
        "“Offline mode: off by default. To enable it, go to Settings.”",
        "Opt-in: Chat",
        "“Chat”",
        "Document: Release notes https://docs.vendor.example/2026-11",
        "“Release notes: https://docs.vendor.example/2026-11”",
        "Controlled is not clear: Wed 6 January 2027 or Tue 1 June 2027?",
        "“Controlled: 06/01/2027”",
    ]


def test_of_the_example_mail_everything_is_read(types: Types) -> None:
    said = types("read", str(Path(__file__).parents[2] / "examples" / "preview.eml"), "--dry-run").out

    assert "Controlled: Wed 27 January 2027" in said
    assert "Opt-in: Weekly digest (off by default; Settings > Notifications)" in said
    assert "Not found" not in said
    assert "not clear" not in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Release 2026.11 is live.", "It does not say on which server it is live."),
        ("Release 2026.11 is live on Standard.", "Live on: Standard"),
        ("Release 2026.11 affects integrations. It has no integration impact.", "It says both that"),
        ("Release 2026.11 and release 2026.12 come.", "Which release is it about: 2026.11 or 2026.12?"),
        ("Release 2026.11 lands on Standard on 30 February.", "Standard is not clear: there is no such day."),
        ("A preview: on Standard on 2 December it goes live.", "What was read of a release without a name"),
        ("The canteen is closed on 2 December.", "Nothing about a release was found in it."),
    ],
)
def test_what_is_open_is_asked_and_nothing_is_made_up(
    text: str, said: str, types: Types, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))

    assert said in types("read", "-", "--dry-run").out


def test_what_was_read_can_be_had_as_json(tmp_path: Path, types: Types) -> None:
    types("import", str(Path(__file__).parents[2] / "examples" / "calendar.yml"), "--yes")
    (tmp_path / "news.txt").write_text(TEXT)

    [found] = json.loads(types("read", "news.txt", "--json", "--dry-run").out)

    assert found["dates"]["standard"] == {"value": "2026-12-02", "sentence": "Standard: 2 December 2026"}
    assert found["opt_ins"][1]["value"]["enabled_by_default"] is None
    assert "draft" not in found

    [found] = json.loads(types("read", "news.txt", "--json").out)
    assert (found["fate"], found["draft"]) == ("drafted", 1)


def test_reading_makes_a_draft_once_and_without_a_database_says_so(tmp_path: Path, types: Types) -> None:
    mail = str(Path(__file__).parents[2] / "examples" / "preview.eml")
    assert "There is no database yet" in types("read", mail).err
    types("import", str(Path(__file__).parents[2] / "examples" / "calendar.yml"), "--yes")

    choose(tmp_path / DATABASE, {Setting.SUPPORT_CHANNEL: "C0SUPPORT"})
    first, second = types("read", mail), types("read", mail)
    (tmp_path / "other.txt").write_text("Lunch is at twelve.")

    assert first.out.splitlines()[-1] == "Draft 1 of 2027.1: the managers are asked about it."
    assert second.out.splitlines()[-1] == "2027.1: this was read before."
    assert types("read", "other.txt").out.splitlines()[-1] == "No draft was made."


@pytest.mark.parametrize(
    ("managers", "said"),
    [("", "2027.1: nobody can be asked about it"), ("@maya", "Draft 1 of 2027.1: the managers are asked")],
)
def test_where_nobody_is_named_whom_the_bot_could_ask_it_says_so(
    tmp_path: Path, types: Types, monkeypatch: pytest.MonkeyPatch, managers: str, said: str
) -> None:
    new_file(tmp_path)
    monkeypatch.setenv("FORTNIGHT_MANAGERS", managers)

    told = types("read", str(Path(__file__).parents[2] / "examples" / "preview.eml"))

    assert said in told.out.splitlines()[-1]


def test_days_are_counted_in_the_zone_that_was_set_in_slack(tmp_path: Path, types: Types) -> None:
    choose(new_file(tmp_path), {Setting.TIMEZONE: "Asia/Tokyo"})
    mail = "From: a@v.example\nSubject: News\nDate: Wed, 4 Nov 2026 23:30:00 +0000\n\n{}\n"
    (tmp_path / "news.eml").write_text(mail.format("Release 2026.11 comes to Standard in two weeks."))

    assert "Standard: Thu 19 November 2026" in types("read", "news.eml", "--dry-run").out


def test_a_file_that_is_not_there_or_too_large_is_told(tmp_path: Path, types: Types) -> None:
    (tmp_path / "large.txt").write_bytes(b"x" * (BYTES_MAX + 1))

    assert types("read", "none.txt").err == "none.txt cannot be read: No such file or directory.\n"
    assert types("read", "large.txt").err == "large.txt is larger than 5 MB: that is no news of a release.\n"


def entry(raw: str, name: str = "") -> Entry:
    return entry_of(raw.encode(), name=name, now=NOW, zone="Europe/Berlin", wordings=read_wordings())


def test_a_mail_a_page_and_a_text_are_told_apart_by_what_they_begin_with() -> None:
    mail = "From: a@v.example\nSubject: Re: News\nDate: Wed, 4 Nov 2026 10:00:00 +0000\n\nRelease 2026.11\n"

    assert (
        entry(mail)
        == entry(mail, "x.eml")
        == Entry("Release 2026.11", date(2026, 11, 4), "News", is_reply=True, sender="a@v.example")
    )
    assert entry("<p>Release&nbsp;2026.11</p>") == Entry("Release 2026.11", date(2026, 11, 12))
    assert entry("Release 2026.11").sent_on == date(2026, 11, 12)


def test_of_a_forward_the_first_writers_words_subject_and_day_are_read() -> None:
    found = entry(
        "Look at this!\n\n---------- Forwarded message ---------\nFrom: V <v@v.example>\n"
        "Date: Wed, 4 Nov 2026 at 10:00\nSubject: Fwd: WG: Release 2026.11\nTo: a@a.example\n\n"
        "It comes in two weeks."
    )

    first_sent = date(2026, 11, 4)
    assert found == Entry("It comes in two weeks.", first_sent, "Release 2026.11", sender="v@v.example")


@pytest.mark.parametrize(
    ("to", "sender"),
    [
        ("To: Ana <ana@team.example>", "From: V <v@v.example>"),
        ("An: Ana <ana@team.example>", "Von: V <v@v.example>"),
        ("À : Ana <ana@team.example>", "De : V <v@v.example>"),
        ("*To:* ana@team.example", "*From:* v@v.example"),
        ("Para: Ana <ana@team.example>", "De: V <v@v.example>"),
        ("To: Ana <ana@team.example>", "From: A long name of a vendor\n  <v@v.example>"),
    ],
)
def test_a_forwarded_mail_is_from_whom_its_header_says_whatever_stands_first(to: str, sender: str) -> None:
    mark = "---------- Forwarded message ---------"
    text = (
        f"See below.\n\n{mark}\n{to}\n{sender}\nSubject: Release 2026.11\nDate: 4 November 2026\n\nIt comes."
    )

    assert entry(text).sender == "v@v.example"


def extended(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "intake.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_an_administrators_file_adds_to_the_packaged_words(tmp_path: Path) -> None:
    wordings = read_wordings(
        extended(
            tmp_path,
            "day_order: month\nnames: [Falcon 7]\nlanguages:\n"
            "  english:\n    numbers: [uno, dos]\n    kinds: {preview: [heads-up]}\n"
            "  dutch:\n    months: [januari, februari, maart, april, mei, juni, juli, augustus, september,"
            " oktober, november, december]\n    between: [op, de]\n    release_words: [versie]\n",
        )
    )

    [found] = read(
        Entry("Heads-up: versie Falcon 9 op Standard op 2 maart 2027", date(2027, 1, 1)),
        wordings=wordings,
        servers=DEFAULT_SERVERS,
    )

    assert (found.kind and found.kind.value, found.name and found.name.value) == (
        NewsKind.PREVIEW,
        "Falcon 9",
    )
    assert found.dates["standard"].value == date(2027, 3, 2)
    assert wordings.day_order is DayOrder.MONTH
    assert "mei" in wordings.all_of("months")


@pytest.mark.parametrize(
    ("sender", "day"),
    [
        ("releases@vendor.example", date(2027, 2, 3)),
        ("News@US.vendor.example", date(2027, 2, 3)),
        ("releases@eu.vendor.example", date(2027, 3, 2)),
        ("ana@eu.vendor.example", None),
        ("", None),
    ],
)
def test_each_sender_writes_days_in_an_order_of_its_own(
    tmp_path: Path, sender: str, day: date | None
) -> None:
    file = extended(
        tmp_path,
        "senders:\n  Releases@vendor.example: month\n  us.vendor.example: month\n"
        "  releases@eu.vendor.example: day\n",
    )

    [found] = read(
        Entry("Release 2027.1 comes to Standard on 02/03/2027", date(2027, 1, 1), sender=sender),
        wordings=read_wordings(file),
        servers=DEFAULT_SERVERS,
    )

    standard = found.dates.get("standard")
    assert (standard and standard.value) == day
    assert bool(found.questions) == (day is None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("day_order: year", "day_order: is not known here"),
        ("names: Falcon", "names: is not a list; begin each entry with a dash"),
        ("names: [7]", "names.0: must be text; put it in quotes"),
        ("languages:\n  dutch:\n    monts: [januari]", "languages.dutch.monts: is not known here"),
        ("languages:\n  dutch:\n    months: [januari]", "languages.dutch.months: must have 12 entries"),
        ("languages: [dutch]", "languages: must have fields, written as name: value"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(StartFailed) as failed:
        read_wordings(extended(tmp_path, text))

    assert said in str(failed.value)
    assert str(tmp_path) in str(failed.value)


def test_a_file_that_cannot_be_used_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(StartFailed):
        NewsTexts(extended(tmp_path, "names: Falcon"), zone=lambda: "UTC")


def test_the_setting_names_the_file(tmp_path: Path, types: Types, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORTNIGHT_INTAKE", str(extended(tmp_path, "names: [Falcon 7]")))
    (tmp_path / "news.txt").write_text("Release Falcon 9 goes live on Standard on 2 December.")

    assert "Release: Falcon 9" in types("read", "news.txt", "--dry-run").out
