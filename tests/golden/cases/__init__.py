"""The tables of what Fortnight can say: named values in, golden files out."""

from collections.abc import Iterator

from tests.golden.cases.answers import of_answers
from tests.golden.cases.case_answers import of_incoming_mails, of_unshared_files
from tests.golden.cases.case_lists import of_case_lists
from tests.golden.cases.case_mails import of_mails
from tests.golden.cases.checks import of_checks
from tests.golden.cases.corrections import of_corrections
from tests.golden.cases.drafts import of_drafts
from tests.golden.cases.forms import of_forms
from tests.golden.cases.home import of_home
from tests.golden.cases.integrations import of_integrations
from tests.golden.cases.lengths import of_lengths
from tests.golden.cases.live import of_live
from tests.golden.cases.news import of_news
from tests.golden.cases.posts import of_posts
from tests.golden.cases.previews import of_previews
from tests.golden.cases.questions import of_questions
from tests.golden.cases.refusals import of_refusals
from tests.golden.cases.releases import of_releases
from tests.golden.cases.reports import of_reports
from tests.golden.cases.seeing import of_seeing
from tests.golden.cases.settings import of_settings
from tests.golden.cases.sources import of_sources
from tests.golden.cases.support_cases import of_cases
from tests.golden.cases.troubles import of_troubles
from tests.golden.cases.verdicts import of_verdicts
from tests.golden.golden import Golden


def every() -> Iterator[Golden]:
    """Yield everything that Fortnight can say, afresh."""
    yield from of_posts()
    yield from of_corrections()
    yield from of_cases()
    yield from of_case_lists()
    yield from of_mails()
    yield from of_incoming_mails()
    yield from of_unshared_files()
    yield from of_troubles()
    yield from of_live()
    yield from of_questions()
    yield from of_releases()
    yield from of_previews()
    yield from of_integrations()
    yield from of_checks()
    yield from of_home()
    yield from of_verdicts()
    yield from of_reports()
    yield from of_answers()
    yield from of_seeing()
    yield from of_settings()
    yield from of_sources()
    yield from of_refusals()
    yield from of_forms()
    yield from of_news()
    yield from of_drafts()
    yield from of_lengths()
