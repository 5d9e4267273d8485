"""Logs: plain sentences with their facts behind them, and never a secret in one of them."""

import logging
import re

_SECRETS = re.compile(
    r"xox[a-z][-.][\w.-]+|xapp-[\w-]+|xoxe[.-][\w.-]+|ticket=[^&\s\"']+|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"
)
_TALKATIVE = ("slack_sdk", "slack_bolt", "apscheduler", "sqlalchemy", "alembic", "aiohttp.access", "asyncio")


_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""What every record has; whatever else one has was given as `extra`."""


class _Plain(logging.Formatter):
    """Puts the facts that a sentence does not name behind it, as name=value, and takes every secret out."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        facts = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        unsaid = [f"{name}={value}" for name, value in facts.items() if str(value) not in record.message]
        return "  ".join(filter(None, [super().formatMessage(record), " ".join(unsaid)]))

    def format(self, record: logging.LogRecord) -> str:
        # The finished line, its traceback included.
        return _SECRETS.sub("[secret]", super().format(record))


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out that Bolt found SLACK_BOT_TOKEN by itself: it does not use it, we give it all it needs."""
    return "`token` will be unused" not in record.getMessage()


def set_up(level: int = logging.INFO) -> None:
    """Log to standard error. Libraries stay at WARNING: at DEBUG slack_sdk logs tokens."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Plain("%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("slack_bolt").addFilter(_is_news)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    # That a beat is left out while the last one is under way is as it should be.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # A lost connection is told in one sentence by whoever needed it; the pool would add a page for each.
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
