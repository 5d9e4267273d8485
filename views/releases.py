"""Answers about releases, gathered under one name: `releases.shown(...)`, `releases.form(...)`."""

from views.help import show_help as help  # noqa: A004 - it reads `releases.help()`; nobody imports it alone
from views.release_answers import asked_later, confirmed, preview
from views.release_form import form
from views.release_lists import created, listed, next_up, shown

__all__ = ["asked_later", "confirmed", "created", "form", "help", "listed", "next_up", "preview", "shown"]
