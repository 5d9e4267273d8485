"""The picture of the imports in ARCHITECTURE.md: what is left out of it, and what is refused."""

from graphlib import CycleError

import pytest

from tools.arrows import drawn, needed


def test_an_arrow_that_others_lead_along_is_left_out() -> None:
    arrows = {"handlers": {"views", "rollouts"}, "views": {"rollouts"}, "rollouts": set[str]()}
    assert needed(arrows) == {"handlers": {"views"}, "views": {"rollouts"}, "rollouts": set()}


def test_an_arrow_that_runs_back_is_refused() -> None:
    with pytest.raises(CycleError):
        needed({"views": {"rollouts"}, "rollouts": {"views"}})


def test_each_arrow_is_a_line_of_the_picture() -> None:
    assert drawn({"views": {"rollouts"}}) == "flowchart TD\n    views --> rollouts\n"
