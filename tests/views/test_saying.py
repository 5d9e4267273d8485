"""Sentences are templates with values; plain text stays plain, and nothing with a meaning is lost in it."""

import pytest

from views.inlines import Person, Text, enumeration, joined, lines, say, sentences
from views.wording import and_more, count, enumerated, left_out

ANA = Person("U0ANA")


def test_a_sentence_is_a_template_and_what_stands_for_its_names() -> None:
    assert say("{who} has resolved case {number}.", who=ANA, number=3) == Text(
        (ANA, " has resolved case ", "3", ".")
    )


def test_a_value_may_stand_twice() -> None:
    assert say("{a}, {a}", a="x") == Text(("x", ", ", "x"))


def test_plain_text_in_a_sentence_stands_on_one_line() -> None:
    assert say("{name}", name=" Acme\n LMS ") == Text(("Acme LMS",))


def test_braces_in_a_value_are_text() -> None:
    assert say("{name}", name="{who}") == Text(("{who}",))


@pytest.mark.parametrize("values", [{}, {"who": ANA, "when": "today"}])
def test_a_template_is_given_exactly_what_it_speaks_of(values: dict[str, Person | str]) -> None:
    with pytest.raises(TypeError, match="speaks of"):
        say("{who}", **values)


def test_what_has_a_meaning_cannot_be_lost_in_a_string() -> None:
    with pytest.raises(TypeError, match="write say"):
        f"{ANA}"


def test_what_is_empty_is_left_out_between_separators() -> None:
    assert joined("; ", ["a", "", Text(), ANA]) == Text(("a", "; ", ANA))
    assert lines("a\nb", "c") == Text(("a b", "\n", "c"))
    assert sentences("One.", "", "Two.") == Text(("One.", " ", "Two."))


def test_a_text_is_empty_when_nothing_is_said_in_it() -> None:
    assert not Text()
    assert not say("{what}", what="")
    assert say("{who}", who=ANA)


def test_lists_read_as_people_say_them() -> None:
    assert enumeration([]) == Text()
    assert enumeration([ANA]) == Text((ANA,))
    assert enumeration([ANA, "b", "c"], "or") == Text((Text((ANA, ", ", "b")), " ", "or", " ", "c"))
    assert [enumerated(items) for items in ([], ["a"], ["a", "b", "c"])] == ["", "a", "a, b and c"]


def test_things_are_counted_in_the_singular_and_the_plural() -> None:
    assert count(1, "post") == "1 post"
    assert count(2, "post") == "2 posts"
    assert and_more(3) == "3 more"
    assert left_out(1) == "… 1 line left out here, too long for one message."
