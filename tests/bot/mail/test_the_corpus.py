"""Mails in the shapes that mail programs make, each with the text that must come out beside it."""

from pathlib import Path

import pytest

from bot.mail.reading import read

CORPUS = Path(__file__).parent / "corpus"
MAILS = sorted(CORPUS.glob("*.eml"))


def test_there_are_mails_of_forty_shapes_at_least() -> None:
    assert len(MAILS) >= 40


@pytest.mark.parametrize("file", MAILS, ids=lambda file: file.stem)
def test_the_new_words_come_out_and_nothing_else(file: Path) -> None:
    mail = read(file.read_bytes())

    assert f"{mail.text}\n" == file.with_suffix(".txt").read_text(encoding="utf-8")
    assert not mail.unread
