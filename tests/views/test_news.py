"""What the vendor's news leaves open is said with the sentence that does."""

import pytest

from bot.plain_words import plain_words
from rollouts.news import About, Question
from rollouts.servers import DEFAULT_SERVERS
from views.posts.news import question_words


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            Question(About.DATE, ("2027-01-02", "2027-02-01"), "01/02/2027", "standard"),
            "is not clear: Sat 2 January",
        ),
        (Question(About.DATE, (), "30 February", "standard"), "there is no such day"),
        (Question(About.DAY, (), "in two weeks", "standard"), "it counts from the day of this text"),
        (
            Question(About.NAME, ("2026.11", "2026.12"), "both"),
            "Which release is it about: 2026.11 or 2026.12?",
        ),
        (Question(About.IMPACT, (), "no impact"), "both that it affects integrations and that it does not"),
    ],
)
def test_what_is_open_is_asked(question: Question, said: str) -> None:
    words = plain_words(question_words(question, DEFAULT_SERVERS))

    assert said in words
    assert f"“{question.sentence}”" in words
