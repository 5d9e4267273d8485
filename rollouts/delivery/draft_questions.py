"""What the vendor's news asks of those who manage releases."""

from rollouts.intake.judging import Judged, judge, without_confirmation
from rollouts.news import News
from rollouts.news_drafts import NewsDraft
from rollouts.ports import Ledger


def judged_in(ledger: Ledger, news: News) -> Judged:
    """Say what is to be done about news of one release, measured by the calendar."""
    return judge(news, releases=ledger.releases(), servers=ledger.servers(), policy=ledger.policy)


def judged_draft(ledger: Ledger, draft: NewsDraft) -> Judged:
    """Say what a manager has to decide about a draft.

    That a release is live is put to whoever confirms it, and to be decided only where it is not known here.
    """
    judged = judged_in(ledger, draft.news)
    return judged_in(ledger, without_confirmation(draft.news)) if judged.known else judged
