"""The ids that tie what a person presses or submits to the listener that answers it.

A button's value carries ids only, never state: whoever listens reads again and checks rights again.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from rollouts.case_files import CaseFile

VALUE_MOST = 3000
"""How many signs come back with a form beside what is filled in: its `private_metadata`.

https://docs.slack.dev/reference/views/modal-views
"""

FILES_MOST = 1800
"""How many of these are for the names of files."""

FILLED_MOST = 100_000
"""How many bytes a filled form has at most, as JSON: seven boxes of 3,000 signs with four bytes each."""

MENU, IN_MENU = "more", "press"
"""The action id of a menu of buttons, and under which name the value of an entry holds that of its button."""

NUMBER_END = 2**63
"""Numbers from here on fit into no column of a database."""


class Press(StrEnum):
    """Action ids of buttons. Each has a listener in `handlers/`."""

    CONFIRM_LIVE = "confirm_live"
    ASK_LATER = "ask_later"
    REPORT_URGENT = "report_urgent"
    SMOKE_PASSED = "smoke_passed"
    ALL_PASSED = "all_passed"
    SET_CHECKS = "set_checks"
    UNDO_CHECKS = "undo_checks"
    TEST_TOMORROW = "test_tomorrow"
    TEST_IN_3_DAYS = "test_in_3_days"
    NOT_NEEDED = "not_needed"
    ACCEPT_RISK = "accept_risk"
    CASE_ACKNOWLEDGE = "case_acknowledge"
    CASE_RESOLVE = "case_resolve"
    CASE_NOT_URGENT = "case_not_urgent"
    CASE_URGENT = "case_urgent"
    CASE_FALSE_ALARM = "case_false_alarm"
    CASE_ADD_DETAILS = "case_add_details"
    CASE_CHANGE = "case_change"
    CASE_WORKAROUND = "case_workaround"
    CASE_CHANGE_STAGE = "case_change_stage"
    CASE_REOPEN = "case_reopen"
    REPORT_PROBLEM = "report_problem"
    SHOW_CASE = "show_case"
    MAIL_AGAIN = "mail_again"
    MAIL_ARRIVED = "mail_arrived"
    SHARE = "share"
    SHARE_TIMELINE = "share_timeline"
    NEW_RELEASE = "new_release"
    NEW_INTEGRATION = "new_integration"
    EDIT_INTEGRATION = "edit_integration"
    SHOW_RELEASE = "show_release"
    PREVIEW_PAGE = "preview_page"
    HISTORY_PAGE = "history_page"
    ALL_CHANGES = "all_changes"
    REMOVE_INTEGRATION = "remove_integration"
    WAS_POSTED = "was_posted"
    POST_NOW = "post_now"
    TRY_AGAIN = "try_again"
    MOVE_CHANNEL = "move_channel"
    EDIT_RELEASE = "edit_release"
    MOVE_STAGE = "move_stage"
    HOLD_STAGE = "hold_stage"
    RESUME_STAGE = "resume_stage"
    ROLL_BACK_STAGE = "roll_back_stage"
    HOTFIX_STAGE = "hotfix_stage"
    WITHDRAW_STAGE = "withdraw_stage"
    OPEN_URGENT = "open_urgent"
    ANSWER = "answer"
    LOOK_AGAIN = "look_again"
    LOOK_AT_SOURCE = "look_at_source"
    ASK = "ask"
    SEEN_PREVIOUS = "seen_previous"
    SEEN_NEXT = "seen_next"
    HOME_PREVIOUS = "home_previous"
    HOME_NEXT = "home_next"
    SHOW_SETTINGS = "show_settings"
    CHANGE_SETTING = "change_setting"
    SETTINGS_HISTORY = "settings_history"
    DRAFT_ENTER = "draft_enter"
    DRAFT_CHANGE = "draft_change"
    DRAFT_NOT_FOR_US = "draft_not_for_us"
    DRAFT_LATER = "draft_later"


OF_EARLIER_VERSIONS = frozenset({Press.SMOKE_PASSED})
"""Buttons that stand on messages which were posted before, and on no new one."""


class FormId(StrEnum):
    """Callback ids of forms. Each has a listener in `handlers/`."""

    RELEASE = "release_form"
    INTEGRATION = "integration_form"
    CASE_DETAILS = "case_details_form"
    CASE_CHANGE = "case_change_form"
    CASE_WORKAROUND = "case_workaround_form"
    CASE_RESOLVE = "case_resolve_form"
    CASE_STAGE = "case_stage_form"
    URGENT = "urgent_form"
    CHANGE_STAGE = "change_stage_form"
    CONFIRM = "confirm_form"
    EDIT_RELEASE = "edit_release_form"
    MOVE_CHANNEL = "move_channel_form"
    CHECKS = "checks_form"
    WHOSE_CHECKS = "whose_checks_form"
    NOT_NEEDED = "not_needed_form"
    ACCEPT_RISK = "accept_risk_form"
    NEWS = "news_form"
    SETTING = "setting_form"
    DRAFT = "draft_form"
    DRAFT_LATER = "draft_later_form"


class ShortcutId(StrEnum):
    """Callback ids of shortcuts. Each has a listener in `handlers/`, and a row in the manifest."""

    URGENT = "report_urgent_anywhere"
    PROBLEM = "report_problem_anywhere"
    URGENT_ON_MESSAGE = "report_urgent_of_message"
    PROBLEM_ON_MESSAGE = "report_problem_of_message"
    TO_VENDOR = "send_to_vendor"
    MAKE_RELEASE = "make_a_release"


def pack(**ids: str | int | None) -> str:
    """Write ids as a button's value or a form's private metadata (JSON)."""
    # Put together by hand, as each message has several, and an encoder made for each takes twice as long.
    written = [f'"{name}":{_id(value)}' for name, value in ids.items() if value is not None]
    return f"{{{','.join(written)}}}"


def _id(value: str | int) -> str:
    return str(value) if type(value) is int else _written(value)


def pack_in_menu(press: Press, value: str) -> str:
    """Write what an entry of a menu carries: the ids of its button, and which button it is."""
    if value.startswith('{"'):
        return f'{{"{IN_MENU}":"{press.value}",{value[1:]}'
    return pack(**{IN_MENU: press.value}, **unpack(value))


_written = json.JSONEncoder(separators=(",", ":")).encode


def pack_files(files: tuple[CaseFile, ...]) -> str | None:
    """Write files as they go along with a form; None for none. Of long names the end is kept."""
    room = FILES_MOST // max(len(files), 1)
    rows = [[file.id, _fitting(file.name, room), file.size] for file in files]
    return _written(rows) if rows else None


def _fitting(name: str, room: int) -> str:
    """Cut a name at its beginning until it has room, as it stands within a form."""
    while len(json.dumps(json.dumps(name))) > room:
        name = name[1:]
    return name


def unpack_files(ids: Mapping[str, str | int]) -> tuple[CaseFile, ...]:
    """Read what `pack_files` wrote from what came back with a form; anything else reads as no files."""
    try:
        files = [(str(number), str(name), int(size)) for number, name, size in json.loads(str(ids["files"]))]
    except (KeyError, ValueError, TypeError, OverflowError, RecursionError):
        return ()
    return tuple(CaseFile(*file) for file in files)


def pack_filled(state: Mapping[str, Any]) -> str:
    """Write what a form is filled with, by field as Slack tells it, to go along with a window over it."""
    written = json.dumps(state, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
    return urlsafe_b64encode(zlib.compress(written, 9)).decode("ascii")


def unpack_filled(ids: Mapping[str, str | int]) -> dict[str, Any]:
    """Read what `pack_filled` wrote from what came back with a window; anything else reads as nothing."""
    try:
        packed = urlsafe_b64decode(str(ids["filled"]))
        found = json.loads(zlib.decompressobj().decompress(packed, FILLED_MOST))
    except (KeyError, ValueError, Error, zlib.error, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def unpack(value: str | None) -> dict[str, str | int]:
    """Read what `pack` wrote; anything else reads as no ids."""
    try:
        found = json.loads(value or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): item for name, item in found.items() if isinstance(item, str) or _is_number(item)}


def _is_number(item: object) -> bool:
    """Say whether it is a number that a ledger can hold; no client sends another."""
    return isinstance(item, int) and abs(item) < NUMBER_END
