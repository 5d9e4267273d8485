"""What becomes of news is said in a sentence, whichever way it goes."""

from bot.plain_words import plain_words
from rollouts.usecases.drafts import Fate, NewsTaken
from views.answers.news_taken import taken_words


def test_each_fate_has_words_of_its_own() -> None:
    said = {plain_words(taken_words(NewsTaken(fate, "2026.11", 3))) for fate in Fate}

    assert len(said) == len(Fate)
    unheard = plain_words(taken_words(NewsTaken(Fate.DRAFTED, "2026.11", 3, is_unheard=True)))
    assert unheard.startswith(
        "2026.11: nobody can be asked about it, so it waits at Home. Name people as managers"
    )
    assert "Draft 3 of 2026.11: the managers are asked about it." in said
    nameless = plain_words(taken_words(NewsTaken(Fate.KNOWN)))
    assert nameless == "a release without a name: this was read before."
