"""What a manager sees of the vendor's news: the question for its text, and what comes of what was read."""

from collections.abc import Iterator, Mapping

from bot.intake.wordings_file import read as read_wordings
from rollouts.case_files import NotFetched
from rollouts.news import Entry
from rollouts.usecases.news import ReadNews, read_news
from tests.golden.golden import Golden, one
from tests.golden.views_in_use import news, news_window
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import MANAGER, POLICY, START, told_in

TEXTS: Mapping[str, tuple[str, str]] = {
    "a-release": (
        "Preview: Release 2027.1 - Dark <mode>",
        (
            "Release 2027.1 affects integrations.\n\nStandard: 11 January 2027\nControlled: 01/02/2027\n\n"
            "UI changes:\n- Black is the new white\n\nOpt-in features:\n- Contrast, off by default\n\n"
            "Release notes: https://vendor.example/2027-1\n\nRelease 2027.2\nStandard: 8 March 2027"
        ),
    ),
    "two-releases": (
        "What's coming",
        "Release 2027.1\nStandard: 11 January 2027\n\nRelease 2027.2\nStandard: 8 March 2027",
    ),
    "other-dates": ("Change of date for release 2026.11", "Standard: 7 December\nControlled: 21 December"),
    "other-changes": ("Reminder: release 2026.11", "UI changes:\n- The bar is blue"),
    "a-confirmation": ("", "Release 2026.11 is now live on the Standard Release server."),
    "withdrawn": ("Release 2026.11 withdrawn", "Release 2026.11 has been withdrawn."),
    "nothing-new": ("Reminder: release 2026.11", "Standard: 30 November"),
    "which-release": ("", "Release 2027.1 and release 2027.2 come."),
    "live-somewhere": ("Release 2027.1 is live", "Release 2027.1 is live. It has no integration impact."),
    "both-ways": ("Release 2027.1", "It affects integrations. It has no integration impact."),
    "no-such-day": ("Preview: release 2027.1", "Release 2027.1 lands on Standard on 30 February."),
    "too-long-for-a-form": (
        "Preview: release 2027.1",
        "UI changes:\n"
        + "\n".join(f"- Page {page} {'is brighter than it ever was ' * 5}" for page in range(20, 45)),
    ),
    "something-else": ("Lunch", "Lunch is at twelve."),
}


def of_news() -> Iterator[Golden]:
    """Yield the golden files of the vendor's news."""
    ledger = MemoryLedger(POLICY)
    told_in(ledger.at(START))
    day = POLICY.day(START)
    yield one("forms/news/its-text", news_window.news_form("C0ACME"))
    unread = {why.value: news_window.mail_not_read(why) for why in NotFetched}
    yield Golden("forms/news/mail-not-read", unread)
    for name, (subject, text) in TEXTS.items():
        request = ReadNews(MANAGER, Entry(text, day, subject), read_wordings())
        answer = read_news(ledger.at(START), request)
        yield one(f"forms/news/{name}", news_window.news_window(answer, "C0ACME"))
        if answer:
            yield one(f"answers/news/{name}", news.news_read(answer.news, answer.form.servers))
