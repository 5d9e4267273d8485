"""Signs that turn the direction of a sentence are taken out of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import forms
from rollouts import texts

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@pytest.mark.parametrize("sign", TURNING, ids=lambda sign: f"{ord(sign):04x}")
def test_signs_that_turn_the_direction_are_taken_out_of_every_name(sign: str) -> None:
    typed = f"gn{sign}p{sign}"
    fields = {
        name: {"value": typed}
        for name in ("name", "title", "summary", "ui_changes", "timezone", "environments.standard")
    }
    fields |= {
        "opt_ins": {"value": f"{typed} | a{sign}b | off"},
        "docs": {"value": f"{typed} https://x.example"},
    }

    draft, _ = forms.release_draft(fields)
    placed = forms.integration(fields)

    assert sign not in f"{draft} {placed}"
    assert (draft.name, placed.name, placed.environments[0].name) == ("gnp",) * 3


@given(st.text(st.sampled_from(f"ab {TURNING}"), max_size=30))
def test_no_name_turns_what_stands_behind_it(typed: str) -> None:
    assert not set(TURNING) & set(texts.one_line(typed) + texts.lines(typed))
