"""What the log says of news about which nobody can be asked."""

import logging
from collections.abc import Iterable

from rollouts.usecases.drafts import NewsTaken
from views.answers.news_taken import NOBODY_REMEDY

logger = logging.getLogger(__name__)


def warn_of_unheard(taken: Iterable[NewsTaken]) -> None:
    """Warn once of news that waits without anybody hearing of it, and say what to do."""
    unheard = [each.draft for each in taken if each.is_unheard]
    if unheard:
        logger.warning(
            "Nobody can be asked about the vendor's news (drafts %(drafts)s): it waits at Home. %(remedy)s",
            {"drafts": ", ".join(map(str, unheard)), "remedy": NOBODY_REMEDY},
        )
