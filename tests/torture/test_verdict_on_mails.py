"""The verdict on the mails of a torture: what it complains of, and what not."""

from collections import Counter
from dataclasses import replace

import pytest

from rollouts.deliveries import Announcement, Delivery, Key, Message, Reason, State
from rollouts.kinds import CASE_MAIL, CASE_OPENED
from rollouts.topics import Topic
from tests.support.story import SECOND, STANDARD_DAY, at
from tests.torture.mails import complaints

NOON = at(STANDARD_DAY, 12)
CASE = Topic.parse("case:1")
THREAD = Delivery(1, Key(CASE, Announcement(CASE_OPENED), "C0SUPPORT"), NOON, state=State.SENT)
MAIL = Delivery(
    2,
    Key(CASE, Announcement(CASE_MAIL, number=0), "email:1"),
    NOON,
    state=State.SENT,
    message=Message("support@vendor.example", "<1@acme.example>"),
)
CLOSED = replace(MAIL, state=State.SKIPPED, reason=Reason.ANSWERED, message=None)


@pytest.mark.parametrize(
    ("mail", "times", "is_good"),
    [
        (MAIL, 1, True),
        (MAIL, 0, False),
        (MAIL, 2, False),
        (replace(MAIL, lost_at=NOON + SECOND), 2, True),
        (replace(MAIL, lost_at=NOON + SECOND), 3, False),
        (CLOSED, 0, True),
        (replace(CLOSED, message=MAIL.message), 1, False),
        (replace(CLOSED, reason=Reason.NO_MAIL_SERVER), 0, False),
        (replace(MAIL, state=State.UNKNOWN), 1, False),
        (replace(MAIL, state=State.WAITING), 0, False),
        (None, 0, False),
    ],
)
def test_each_mail_is_there_once_or_twice_where_its_answer_was_lost(
    mail: Delivery | None, times: int, *, is_good: bool
) -> None:
    rows = [THREAD, *([mail] if mail else [])]

    assert (list(complaints(rows, Counter({"<1@acme.example>": times} if times else {}))) == []) == is_good


def test_a_mail_that_the_ledger_does_not_know_is_told() -> None:
    assert list(complaints([THREAD, CLOSED], Counter({"<2@acme.example>": 1}))) == [
        "not in the ledger: <2@acme.example>"
    ]
