"""The open part of the corpus: nothing is read wrongly. What is left empty `make bench-intake` counts."""

from tests.intake.reading_corpus import differences, texts

LEFT_EMPTY_MOST = 10


def test_there_are_sixty_texts_and_a_third_as_many_aside_at_least() -> None:
    opened, aside = len(list(texts("open"))), len(list(texts("aside")))
    assert opened >= 60
    assert 3 * aside >= opened + aside


def test_no_fact_is_read_wrongly_and_few_are_left_empty() -> None:
    found = {text.name: differences(text) for text in texts("open")}

    assert {name: dict(wrong) for name, (wrong, _) in found.items() if wrong} == {}
    assert sum(left.total() for _, left in found.values()) <= LEFT_EMPTY_MOST
