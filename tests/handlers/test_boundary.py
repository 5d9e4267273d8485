"""Nothing escapes a listener, whatever Slack sends and whatever becomes of an answer."""

from dataclasses import dataclass, field
from typing import NoReturn, cast

import pytest

from handlers.boundary import answer_interaction, tell
from handlers.interaction import Interaction
from handlers.replies import Reply
from views.inlines import Words
from views.parts import Message, said


@dataclass
class Told:
    """Takes down what somebody is told; one that is `mute` fails at it."""

    mute: bool = False
    texts: list[Words] = field(default_factory=list)

    async def answer(self, message: Message) -> None:
        if self.mute:
            raise RuntimeError("it cannot be rendered")
        self.texts.append(message.text)


def unlike_slack() -> NoReturn:
    raise KeyError("user")


async def nothing(_: Interaction) -> None:
    """Do nothing."""


async def test_what_has_not_slacks_shape_is_told_to_be_out_of_date(caplog: pytest.LogCaptureFixture) -> None:
    told = Told()

    await answer_interaction(unlike_slack, cast("Reply", told), nothing)

    assert "out of date" in str(told.texts)
    assert "Slack sent something that is not understood" in caplog.text


async def test_an_answer_that_cannot_be_rendered_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    await tell(cast("Reply", Told(mute=True)), said("Hello"))

    assert "An answer could not be put into words." in caplog.text
