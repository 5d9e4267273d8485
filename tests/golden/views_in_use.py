"""All that the golden cases take from `views/`, in one place: views may move without a case being touched."""

from views import (
    answers,
    case_answers,
    checks,
    delivery_list,
    integrations,
    live,
    refusals,
    release_answers,
    releases,
    timebar,
    troubles,
    windows,
)
from views.actions import Form, Press
from views.help import show_help
from views.integration_form import integration_form
from views.messages import content_of
from views.problems import plain as problem_in_words
from views.release_form import release_form

ROOM = "views"
"""The package whose public functions must all appear."""

KIT = frozenset({"views.kit", "views.forms"})
"""Its modules that make parts of messages and forms, not whole ones."""

__all__ = [
    "KIT",
    "ROOM",
    "Form",
    "Press",
    "answers",
    "case_answers",
    "checks",
    "content_of",
    "delivery_list",
    "integration_form",
    "integrations",
    "live",
    "problem_in_words",
    "refusals",
    "release_answers",
    "release_form",
    "releases",
    "show_help",
    "timebar",
    "troubles",
    "windows",
]
