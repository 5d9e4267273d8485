"""What is said of each kind: a table that leaves none out."""

from rollouts.kinds import CHAT, KINDS
from views.posts.messages import VIEWS


def test_every_kind_has_a_view_and_no_view_is_of_a_kind_that_is_gone() -> None:
    assert set(VIEWS) == {kind for kind in KINDS.values() if kind.outlet is CHAT}
