"""All that the golden cases take from `views/`, in one place: views may move without a case being touched."""

from bot.demo import guide as timebar
from views.actions import OF_EARLIER_VERSIONS, FormId, Press
from views.answers import (
    case_forms,
    checks,
    doctor,
    drafts,
    integrations,
    live,
    news_window,
    questions,
    refusals,
    releases,
    sent_files,
    settings,
    sources,
    to_vendor,
    validation,
)
from views.answers import case_list as case_lists
from views.answers import cases as case_answers
from views.answers import deliveries as delivery_list
from views.answers import history as histories
from views.answers import home as homes
from views.answers import modals as windows
from views.answers import preview as previews
from views.answers import release_actions as release_answers
from views.answers import sharing as answers
from views.answers.all_changes import all_changes
from views.answers.calendar import calendar_file
from views.answers.change_form import change_form, changed, confirm_form
from views.answers.help import show_help
from views.answers.integration_form import integration_form
from views.answers.release_form import edit_form, release_form
from views.answers.release_shown import shown as release_shown
from views.answers.seeing import all_seen, first_seen, seen_form, seen_in_short
from views.answers.settings_history import settings_history
from views.answers.timeline import timeline_file
from views.posts import alerts as troubles
from views.posts import names, news
from views.posts.mails import mail_of, mailto, people_in
from views.posts.messages import asked_in_public, content_of
from views.posts.report import report
from views.problems import plain as problem_in_words

ROOM = "views"
"""The package whose public functions must all appear."""

KIT = frozenset({"views.answers.changes_told", "views.answers.timeline_drawing", "views.parts"})
"""Its modules that make parts of messages, not whole ones."""

__all__ = [
    "KIT",
    "OF_EARLIER_VERSIONS",
    "ROOM",
    "FormId",
    "Press",
    "all_changes",
    "all_seen",
    "answers",
    "asked_in_public",
    "calendar_file",
    "case_answers",
    "case_forms",
    "case_lists",
    "change_form",
    "changed",
    "checks",
    "confirm_form",
    "content_of",
    "delivery_list",
    "doctor",
    "drafts",
    "edit_form",
    "first_seen",
    "histories",
    "homes",
    "integration_form",
    "integrations",
    "live",
    "mail_of",
    "mailto",
    "names",
    "news",
    "news_window",
    "people_in",
    "previews",
    "problem_in_words",
    "questions",
    "refusals",
    "release_answers",
    "release_form",
    "release_shown",
    "releases",
    "report",
    "seen_form",
    "seen_in_short",
    "sent_files",
    "settings",
    "settings_history",
    "show_help",
    "sources",
    "timebar",
    "timeline_file",
    "to_vendor",
    "troubles",
    "validation",
    "windows",
]
