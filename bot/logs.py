"""Logs: plain sentences with their facts behind them, and never a secret in one of them."""

import json
import logging
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

from scheduling.facts import facts_under_way

_SECRETS = re.compile(
    r"xox[a-z][-.][\w.-]+|xapp-[\w-]+|xoxe[.-][\w.-]+|ticket=[^&\s\"']+|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"
)
_TALKATIVE = ("slack_sdk", "slack_bolt", "apscheduler", "sqlalchemy", "alembic", "aiohttp.access", "asyncio")


_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What every record has; whatever else one has was given as `extra`."""


class LogFormat(StrEnum):
    """How lines look; `AUTO`: as text to somebody at a terminal, else as JSON, which programs read."""

    AUTO = "auto"
    TEXT = "text"
    JSON = "json"


class _Plain(logging.Formatter):
    """Puts the facts that a sentence does not name behind it, as name=value, and takes every secret out."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        unsaid = [
            f"{name}={value}" for name, value in _facts(record).items() if str(value) not in record.message
        ]
        return "  ".join(filter(None, [super().formatMessage(record), " ".join(unsaid)]))

    def format(self, record: logging.LogRecord) -> str:
        # The finished line, its traceback included.
        return _without_secrets(super().format(record))


class _Json(logging.Formatter):
    """Writes a line as a JSON object: `time` (UTC), `level`, `logger`, `message`, each fact, and `trace`."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_facts(record),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps({name: _plain_value(value) for name, value in line.items()}, ensure_ascii=False)


def _facts(record: logging.LogRecord) -> dict[str, object]:
    """Return the facts of a line: named in its sentence, given as `extra`, and of what is being delivered."""
    named = record.args if isinstance(record.args, Mapping) else {}
    beside = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    given = {**named, **beside}
    # A line about another delivery has all of that one.
    return given if "delivery" in given else {**facts_under_way(), **given}


def _plain_value(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    return _without_secrets(str(value))


def _without_secrets(text: str) -> str:
    return _SECRETS.sub("[secret]", text)


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out that Bolt found SLACK_BOT_TOKEN by itself: it does not use it, we give it all it needs."""
    return "`token` will be unused" not in record.getMessage()


def set_up(wanted: LogFormat = LogFormat.AUTO, *, level: int = logging.INFO) -> None:
    """Log to standard error. Libraries stay at WARNING: at DEBUG slack_sdk logs tokens."""
    handler = logging.StreamHandler()
    is_text = sys.stderr.isatty() if wanted is LogFormat.AUTO else wanted is LogFormat.TEXT
    handler.setFormatter(_Plain("%(asctime)s %(levelname)-7s %(name)s: %(message)s") if is_text else _Json())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("slack_bolt").addFilter(_is_news)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    # That a beat is left out while the last one is under way is as it should be.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # A lost connection is told in one sentence by whoever needed it; the pool would add a page for each.
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
