"""What each kind of message says, from the facts gathered for it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from rollouts.announcing.briefs import Brief
from rollouts.kinds import (
    CASE_ANSWER,
    CASE_ANSWER_TOLD,
    CASE_ASKED,
    CASE_COPY,
    CASE_FILES_LEFT,
    CASE_IS_OPEN,
    CASE_MAILED,
    CASE_NOTE,
    CASE_OPENED,
    CASE_RAISED,
    CASE_STEP,
    CASE_THERE,
    CHANNEL_PAUSED,
    CONFIRMATION,
    CORRECTION,
    DOWNTIME,
    DRAFT,
    DUE,
    FYI,
    HOLD_QUESTION,
    MAILBOX_CLOSED,
    NAMES_UNKNOWN,
    NOT_CONFIRMED,
    OWNER_QUESTION,
    PREVIEW,
    REMINDER,
    SHARED_ANSWER,
    TEST_REMINDER,
    UNSURE,
    VENDOR_WORD,
    VERDICT,
    WINDOW_CLOSING,
    WINDOW_REPORT,
    Kind,
)
from views.actions import Press, pack
from views.parts import Button, Buttons, Message
from views.posts.alerts import downtime, paused, unsure
from views.posts.announcements import content_of_release
from views.posts.cases import content_of_case
from views.posts.corrections import correction
from views.posts.drafts import news_draft
from views.posts.mailbox import mailbox_closed
from views.posts.names import unknown_names
from views.posts.owner_question import hold_question, question
from views.posts.reminder_to_test import reminder_to_test
from views.posts.report import window_report
from views.posts.shared_answer import shared_answer
from views.posts.vendors_word import vendors_word
from views.posts.verdicts import for_managers

Views: TypeAlias = Mapping[Kind, Callable[[Any], Message]]
"""A view for each kind; it takes the brief that is gathered for this kind."""

VIEWS: Views = {
    PREVIEW: content_of_release,
    REMINDER: content_of_release,
    DUE: content_of_release,
    NOT_CONFIRMED: content_of_release,
    CONFIRMATION: content_of_release,
    TEST_REMINDER: reminder_to_test,
    WINDOW_CLOSING: content_of_release,
    VERDICT: for_managers,
    WINDOW_REPORT: window_report,
    CORRECTION: correction,
    FYI: content_of_release,
    OWNER_QUESTION: question,
    HOLD_QUESTION: hold_question,
    CASE_OPENED: content_of_case,
    CASE_NOTE: content_of_case,
    CASE_RAISED: content_of_case,
    CASE_COPY: content_of_case,
    CASE_IS_OPEN: content_of_case,
    CASE_STEP: content_of_case,
    CASE_THERE: content_of_case,
    CASE_ASKED: content_of_case,
    CASE_MAILED: content_of_case,
    CASE_ANSWER: content_of_case,
    CASE_ANSWER_TOLD: content_of_case,
    CASE_FILES_LEFT: content_of_case,
    UNSURE: unsure,
    CHANNEL_PAUSED: paused,
    DOWNTIME: downtime,
    NAMES_UNKNOWN: unknown_names,
    MAILBOX_CLOSED: mailbox_closed,
    DRAFT: news_draft,
    VENDOR_WORD: vendors_word,
    SHARED_ANSWER: shared_answer,
}


def content_of(brief: Brief, views: Views = VIEWS) -> Message:
    """Say what the brief is about."""
    return views[brief.kind](brief)


def asked_in_public(content: Message) -> Message:
    """Ask where more people read than may answer: one button opens the choices for those who may."""
    if not any(isinstance(part, Buttons) for part in content.parts):
        return content
    kept = (part for part in content.parts if not isinstance(part, Buttons))
    answer = Button("Answer", Press.ANSWER, pack(delivery=content.delivery), style="primary")
    return replace(content, parts=(*kept, Buttons((answer,))))
