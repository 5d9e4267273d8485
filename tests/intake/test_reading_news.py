"""How sentences of the vendor are read: what they say for sure, what is asked, what is left empty."""

from datetime import date

import pytest

from bot.intake.entries import entry_of_text
from bot.intake.wordings_file import read as read_wordings
from rollouts.intake.days import DayFinder
from rollouts.intake.lines import BLOCK_MAX, blocks
from rollouts.intake.reading import SENTENCE_MAX, read
from rollouts.intake.wordings import Language, Wordings, one_of
from rollouts.news import About, Entry, Fact, News, OptInNews
from rollouts.releases import DocLink
from rollouts.servers import DEFAULT_SERVERS

WORDS = read_wordings()
SENT = date(2026, 11, 11)


def news_of(text: str, *, subject: str = "Preview: Release 2026.11") -> News:
    found = read(Entry(text, SENT, subject), wordings=WORDS, servers=DEFAULT_SERVERS)
    return found[0] if found else News()


def dates_of(text: str) -> dict[str, str]:
    return {server: f"{fact.value:%d.%m.}" for server, fact in news_of(text).dates.items()}


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("Release 2026.11 has moved on Standard from 2 December to 4 December.", {"standard": "04.12."}),
        ("Release 2026.11 comes to Standard on 2 December to 4 December.", {}),
        ("Standard: 2 December → 4 December", {"standard": "04.12."}),
        ("Release 2026.11 reaches Standard on Wednesday, the 2nd of December.", {"standard": "02.12."}),
        ("Standard Release: Standard, 2 December, 2 December", {"standard": "02.12."}),
        ("Standard: 2 or 9 December", {}),
        ("Standard: 99/99/2026", {}),
        ("Standard: 2 December 1999", {}),
        ("Standard: December 2, 2126", {}),
        ("Standard: 2 December '28", {}),
        ("Standard: 2 December, 9:30", {"standard": "02.12."}),
        ("Release 2026.11 ships to Standard in 10 days.", {"standard": "21.11."}),
        ("In zwei Wochen kommt das Release 2026.11 auf Standard.", {"standard": "25.11."}),
        ("Release 2026.11 is deployed to Standard today.", {"standard": "11.11."}),
        ("Standard Controlled\n2 December, 16 December", {"standard": "02.12.", "controlled": "16.12."}),
        ("Standard Controlled\n2 December, 4 to 16 December", {}),
        ("Standard Controlled\nbirthdays: 2 December, 16 December", {}),
        ("Standard\n2 December", {}),
        ("Release 2026.11 and release 2026.12: Standard on 2 December", {}),
    ],
)
def test_a_date_is_a_servers_only_where_the_sentence_says_so(sentence: str, dates: dict[str, str]) -> None:
    assert dates_of(sentence) == dates


@pytest.mark.parametrize(
    "sentence",
    [
        "Release notes for Standard: 2 December",
        "Testing of release 2026.11 on Standard: 2 December",
        "Registration for release 2026.11 on Standard is 2 December",
        "Last day for objections to release 2026.11 on Standard: 2 December",
        "Please test it on Standard on 2 December.",
        "We will talk about the release on Standard on 2 December.",
        "Our last release went to Standard on 2 December.",
        "Release 2026.11 leaves Standard on 2 December.",
        "Release 2026.11 was to come to Standard on 2 December.",
        "Release 2026.11 will therefore not reach Standard on 2 December.",
        "If the last tests are green, release 2026.11 goes to Standard on 2 December.",
        "Support for release 2026.11 ends on Standard on 2 December.",
        "Standard: 2 December at the earliest",
        "Standard: 2 December or later",
        "Standard: 2 December?",
        "~~Standard: 2 December~~",
        "The release on Standard is copied to Controlled on 2 December.",
        "Standard gets it a week later than Controlled, on 2 December.",
    ],
)
def test_a_sentence_about_something_else_or_not_for_sure_gives_no_date(sentence: str) -> None:
    assert dates_of(sentence) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "We are happy to announce that release 2026.11 goes to Standard on 2 December.",
        "We will deploy release 2026.11 to Standard on 2 December.",
        "Deployment of release 2026.11 to Standard: 2 December",
        "Standard: 2 December, not 30 November",
        "Standard: ~~30 November~~ 2-Dec-2026",
        "Our December release is due on Standard on 2 December.",
        "Controlled: TBD, Standard: 2 December",
    ],
)
def test_a_date_is_read_however_it_is_worded(sentence: str) -> None:
    assert dates_of(sentence) == {"standard": "02.12."}


@pytest.mark.parametrize(
    ("sentence", "impact"),
    [
        ("Release 2026.11 affects integrations.", True),
        ("No integrations are affected.", False),
        ("None of your integrations is affected.", False),
        ("It does not affect integrations other than those of the old interface.", None),
        ("It affects integrations only if they use the old interface.", None),
        ("Integrations are affected, we cannot say yet how.", None),
        ("Does it affect integrations?", None),
    ],
)
def test_what_holds_with_an_exception_says_nothing_of_integrations(sentence: str, impact: object) -> None:
    found = news_of(sentence).impact
    assert (found and found.value) is impact


@pytest.mark.parametrize(
    "sentence",
    [
        "Customers ask us whether release 2026.11 is live on Standard.",
        "Release 2026.11 is live on Standard?",
        "Release 2026.11 is live on Standard for 5% of accounts.",
        "Hotfix 2026.11 was deployed to Standard.",
        "Release 2026.11 is live on Standard once all tests are green.",
    ],
)
def test_what_is_live_for_some_or_under_conditions_is_not_confirmed(sentence: str) -> None:
    found = news_of(sentence, subject="News of release 2026.11")
    assert (found.kind, found.live_on) == (None, None)


def test_what_tells_of_servers_and_days_is_no_title() -> None:
    assert news_of("Standard: 2 December", subject="Release 2026.11 - Standard on 2 December").title is None


@pytest.mark.parametrize(
    "text",
    [
        "Standard: 30 November 2026. Correction: 2 December 2026.",
        "Standard: 30 November 2026 (corrected: 2 December 2026)",
        "Standard: 30 November 2026, now 2 December 2026",
        "Standard: 30 November 2026. Sorry, we meant 2 December 2026.",
        "Standard: 30.11.2026. Berichtigung: 2.12.2026.",
        "Standard : 30 novembre 2026. Rectificatif : 2 décembre 2026.",
        "Standard: 30 November 2026. Update: it comes on 2 December 2026.",
        "Standard: 30 November 2026. It now arrives on 2 December 2026.",
    ],
)
def test_a_day_that_is_corrected_is_asked_about(text: str) -> None:
    [news] = read(
        Entry(f"Release 2027.1\n{text}", date(2026, 11, 20)), wordings=WORDS, servers=DEFAULT_SERVERS
    )

    assert news.dates == {}
    assert [question.choices for question in news.questions] == [("2026-11-30", "2026-12-02")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Standard: 30 November. It arrives on 30 November.", {"standard": "30.11."}),
        ("Standard: 30 November. It may arrive on 2 December.", {"standard": "30.11."}),
        ("Standard: 30 November. We close on 2 December.", {"standard": "30.11."}),
        (
            "Standard: 30 November. Controlled: 14 December. It arrives on 30 November.",
            {"standard": "30.11.", "controlled": "14.12."},
        ),
    ],
)
def test_another_day_is_asked_about_only_where_it_is_given_for_the_same(
    text: str, days: dict[str, str]
) -> None:
    assert dates_of(text) == days


def test_of_a_list_each_release_has_the_dates_beside_its_name() -> None:
    text = (
        "Release | Standard | Controlled\n2027.1 | 13 January 2027 | 27 January 2027\nNo 2027.2 before March."
    )

    (found,) = read(Entry(text, SENT, "Calendar"), wordings=WORDS, servers=DEFAULT_SERVERS)

    assert found.name
    assert found.name.value == "2027.1"
    assert {key: fact.value.day for key, fact in found.dates.items()} == {"standard": 13, "controlled": 27}


def test_a_day_without_a_year_is_the_next_one_or_one_just_gone() -> None:
    def year(text: str) -> list[date | None]:
        return [found.day for found in DayFinder(WORDS).days_in(text, sent_on=SENT)]

    assert year("1 November, 2 August, 29 February") == [date(2026, 11, 1), date(2027, 8, 2), None]
    assert year("2 May 3") == [date(2027, 5, 2)]


def test_each_fact_keeps_its_sentence_and_a_long_one_is_cut() -> None:
    long = f"Release 2026.11 goes live on Standard on 2 December; {'we are glad ' * 40}"

    found = news_of(f"Hello. {long}")

    assert found.dates["standard"].sentence.startswith("Release 2026.11 goes live on Standard")
    assert len(found.dates["standard"].sentence) == SENTENCE_MAX


def test_what_is_not_found_is_named() -> None:
    found = news_of("Standard: 2 December", subject="Preview: Release 2026.11 - Course player")

    assert found.title == Fact("Course player", "Preview: Release 2026.11 - Course player")
    assert found.missing == (About.IMPACT, About.UI_CHANGES, About.OPT_INS, About.DOCS)


@pytest.mark.parametrize(
    "subject",
    ["Release 2026.11: deployment window", "Release 2026.11: a word", "2026.11: https://x.example/"],
)
def test_what_is_no_title_is_not_taken_for_one(subject: str) -> None:
    assert news_of("Standard: 2 December", subject=subject).title is None


def test_a_page_of_documentation_without_a_title_goes_by_its_address() -> None:
    found = news_of(
        "Documentation\n- https://docs.vendor.example/2026-11\n- https://x.example/unsubscribe unsubscribe"
    )

    assert [fact.value.url for fact in found.docs] == [
        "https://docs.vendor.example/2026-11",
        "https://x.example/unsubscribe",
    ]
    assert found.docs[0].value == DocLink(*["https://docs.vendor.example/2026-11"] * 2)


def test_an_opt_in_without_a_name_is_none() -> None:
    assert news_of("Opt-in features\n- (off by default)").opt_ins == ()


@pytest.mark.parametrize("how", ["To enable: Settings > Tables", "How to enable: Settings > Tables."])
def test_how_an_opt_in_is_enabled_stands_behind_those_words(how: str) -> None:
    (feature,) = news_of(f"Opt-in features\n- Compact tables: off by default. {how}").opt_ins

    assert feature.value == OptInNews("Compact tables", "Settings > Tables", enabled_by_default=False)


def test_what_a_feature_is_to_enable_is_part_of_its_name() -> None:
    (feature,) = news_of("Opt-in features\n- New index to enable faster search").opt_ins

    assert feature.value == OptInNews("New index to enable faster search")


@pytest.mark.parametrize("day", ["today", "today, 11 November 2026", "yesterday"])
def test_the_day_on_which_it_went_live_is_no_date_to_come(day: str) -> None:
    news = news_of(f"It has been deployed to Standard {day}.", subject="Release 2026.11 is live on Standard")

    assert (news.live_on and news.live_on.value, news.dates) == ("standard", {})


def test_a_text_that_plans_another_release_than_its_subject_is_asked_about() -> None:
    news = news_of("Release 2026.12 comes to Standard on 2 December 2026.")

    assert (news.name, news.dates) == (None, {})
    assert [(each.about, each.choices) for each in news.questions] == [(About.NAME, ("2026.11", "2026.12"))]


def test_paragraphs_are_put_together_and_lists_and_tables_are_not() -> None:
    found = [
        block.words
        for block in blocks(
            "A paragraph that goes on and on until the line is full\nends here.\n"
            "- an item\n  that goes on\n| a | b |\n|---|---|\n| c | d |\n\n## Heading ##\n===\nlast"
        )
    ]

    assert found == [
        "A paragraph that goes on and on until the line is full ends here.",
        "an item that goes on",
        "a | b",
        "c | d",
        "Heading",
        "last",
    ]
    assert len(blocks("word " * 12 + "\n" + ("word " * 12 + "\n") * 90)[0].text) < BLOCK_MAX + 100


def test_without_words_nothing_is_found() -> None:
    assert one_of(()).search("anything") is None
    assert read(Entry("Release 2026.11", SENT), wordings=Wordings(), servers=()) == ()
    empty = Wordings(languages={"none": Language()})
    assert read(Entry("Release 2026.11 on 2 May", SENT), wordings=empty, servers=DEFAULT_SERVERS) == ()


@pytest.mark.parametrize(
    ("subject", "own"),
    [
        ("FYI: Release 2026.12", "FYI: Release 2026.12"),
        ("Fwd: WG: FYI: Release 2026.12", "FYI: Release 2026.12"),
        ("Preview I: Release 2026.12", "Preview I: Release 2026.12"),
    ],
)
def test_a_subject_loses_what_passing_it_on_put_before_it_and_nothing_else(subject: str, own: str) -> None:
    assert entry_of_text("It comes.", subject=subject, day=SENT, wordings=WORDS).subject == own
