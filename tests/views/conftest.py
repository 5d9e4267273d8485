"""The longest of everything that the rules let in, for the tests of posts, answers and forms."""

import pytest

from tests.views.extremes import Extremes

FILLS = ["x", "&", "🎉", "*_~`", "<!channel> ", "&lt;!here&gt;", "a\n", "|>", ":tada: "]


@pytest.fixture(params=FILLS)
def most(request: pytest.FixtureRequest) -> Extremes:
    """The longest of everything, once for each fill."""
    return Extremes(request.param)
