"""E-mails that were forwarded into Slack are read as it tells of them, whatever is missing there."""

from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.shared_mails import SharedMails
from rollouts.case_files import NotFetched
from rollouts.incoming_mail import IncomingMail


class Told(AsyncWebClient):
    """Tells that of every file."""

    def __init__(self, file: object) -> None:
        super().__init__()
        self._file = file

    async def files_info(self, **_: Any) -> Any:  # noqa: ANN401 - as slack_sdk has it
        return {"file": self._file}


async def mail(file: object) -> IncomingMail | NotFetched:
    return await SharedMails(Told(file)).mail("F1")


async def test_its_new_words_subject_and_day_are_read() -> None:
    told = {
        "subject": "Re: Release 2026.11",
        "plain_text": "It is late.\n\nOn Mon, 2 Nov 2026 at 10:00, Ana <ana@acme.example> wrote:\n> When?\n",
        "headers": {"date": "Mon, 09 Nov 2026 10:00:00 -0000"},
    }

    found = await mail(told)

    assert isinstance(found, IncomingMail)
    assert (found.subject, found.text) == ("Re: Release 2026.11", "It is late.")
    assert found.sent_at == datetime(2026, 11, 9, 10, tzinfo=UTC)
    assert not found.verified


@pytest.mark.parametrize("headers", [None, {}, {"date": "soon"}, "x"])
async def test_one_without_a_day_is_read_all_the_same(headers: object) -> None:
    found = await mail({"title": "News", "preview_plain_text": "Release 2026.11", "headers": headers})

    assert isinstance(found, IncomingMail)
    assert (found.subject, found.sent_at) == ("News", None)


@pytest.mark.parametrize("file", [{}, {"plain_text": " "}, {"plain_text": ["x"]}, None, "x"])
async def test_what_has_no_text_is_not_read(file: object) -> None:
    assert await mail(file) is NotFetched.NOT_THERE
