"""What a line of the log shows, and what it never does."""

import json
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from bot.logs import LogFormat, set_up
from rollouts import kinds
from rollouts.cases import Case
from rollouts.deliveries import Announcement, Delivery, Key
from scheduling.facts import UNDER_WAY

Logged = Callable[..., str]


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[Logged]:
    """Log a line as the process does, and return what was written."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level

    def log(
        name: str,
        level: int,
        *line: object,
        error: Exception | None = None,
        form: LogFormat = LogFormat.TEXT,
        **facts: object,
    ) -> str:
        set_up(form)
        logging.getLogger(name).log(level, *line, exc_info=error, extra=facts)
        return capsys.readouterr().err

    yield log
    root.handlers = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-123-456-abcDEF",
        "xoxp-123-456-abcDEF",
        "xoxe.xoxp-1-abc",
        "xoxe-1-abc",
        "xapp-1-A0APP-123-abcdef",
        "wss://wss-primary.slack.example/link?ticket=2c1f-aa&app_id=1",
        "postgresql://bot:pass%20word@db.example/fortnight",
    ],
)
def test_secrets_are_taken_out_of_every_line(logged: Logged, secret: str) -> None:
    line = logged("bot.wiring", logging.INFO, "it is %s, is it not", secret)

    assert "[secret]" in line
    assert line.rstrip().endswith(", is it not")
    for part in ("abc", "2c1f", "pass"):
        assert part not in line


def test_secrets_are_taken_out_of_tracebacks(logged: Logged) -> None:
    line = logged("bot.wiring", logging.ERROR, "Fault", error=ValueError("refused: xoxb-123-abcDEF"))

    assert "ValueError: refused: [secret]" in line


def test_the_facts_of_a_line_stand_behind_its_sentence(logged: Logged) -> None:
    line = logged(
        "scheduling.dispatcher", logging.INFO, "A message was posted.", delivery=7, channel="C0ACME"
    )

    assert line.endswith("INFO    scheduling.dispatcher: A message was posted.  delivery=7 channel=C0ACME\n")


def test_a_fact_that_the_sentence_names_is_not_said_twice(logged: Logged) -> None:
    line = logged("bot.wiring", logging.INFO, "There is no channel %s.", "#acme", channel="#acme")

    assert line.endswith("There is no channel #acme.\n")


def test_what_a_sentence_names_is_a_fact_of_its_line(logged: Logged) -> None:
    said = "There is no channel %(channel)s.", {"channel": "#acme"}

    assert logged("bot.wiring", logging.INFO, *said).endswith("There is no channel #acme.\n")
    line = json.loads(logged("bot.wiring", logging.INFO, *said, form=LogFormat.JSON))
    assert (line["message"], line["channel"]) == ("There is no channel #acme.", "#acme")


def test_secrets_are_taken_out_of_facts(logged: Logged) -> None:
    assert "reason=[secret]" in logged("bot.wiring", logging.INFO, "Refused.", reason="xoxb-123-abcDEF")


def test_a_library_does_not_talk_below_a_warning(logged: Logged) -> None:
    assert logged("slack_sdk.web", logging.INFO, "sending a request with all its headers") == ""


def test_that_bolt_does_not_use_the_token_it_found_is_no_news(logged: Logged) -> None:
    said = "As you gave `client` as well, `token` will be unused."

    assert logged("slack_bolt", logging.WARNING, said) == ""


CASE = Case("U0BEN", datetime(2026, 11, 26, 9, tzinfo=UTC), "C0GLOBEX", "C0SUPPORT", number=3)


def test_a_program_reads_each_line_as_json(logged: Logged) -> None:
    line = json.loads(
        logged(
            "bot.wiring",
            logging.ERROR,
            "Über %s",
            "all",
            form=LogFormat.JSON,
            error=ValueError('refused "xoxb-1-abcDEF\\"'),
            delivery=7,
            reason="ticket=2c1f\\",
            since=None,
        )
    )

    assert datetime.fromisoformat(line.pop("time")).tzinfo == UTC
    assert line.pop("trace").endswith('ValueError: refused "[secret]\\"')
    assert line == {
        "level": "error",
        "logger": "bot.wiring",
        "message": "Über all",
        "delivery": 7,
        "reason": "[secret]",
        "since": None,
    }


def test_on_a_terminal_lines_are_text_and_else_json(logged: Logged, monkeypatch: pytest.MonkeyPatch) -> None:
    assert logged("bot.wiring", logging.INFO, "Here", form=LogFormat.AUTO).startswith("{")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert logged("bot.wiring", logging.INFO, "Here", form=LogFormat.AUTO).endswith(
        "INFO    bot.wiring: Here\n"
    )


def test_whatever_is_said_while_something_is_delivered_names_it_and_its_case(logged: Logged) -> None:
    delivery = Delivery(7, Key(CASE.topic, Announcement(kinds.CASE_OPENED), "C0SUPPORT"), CASE.opened_at)
    about = UNDER_WAY.set(delivery)

    line = json.loads(logged("bot.mail", logging.INFO, "The server is slow.", form=LogFormat.JSON))
    of_another = json.loads(logged("bot.mail", logging.INFO, "Sent.", form=LogFormat.JSON, delivery=8))
    UNDER_WAY.reset(about)

    assert (line["delivery"], line["case"]) == (7, 3)
    assert (of_another["delivery"], "case" in of_another) == (8, False)
