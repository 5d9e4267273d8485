"""What is common to answers: help, sharing, and that something went wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from rollouts import kinds
from rollouts.announcing.briefs import AnswerBrief
from rollouts.deliveries import Lost, NotPosted, Refused
from rollouts.servers import DEFAULT_SERVERS
from rollouts.usecases.histories import ReleaseHistory
from rollouts.usecases.integrations import IntegrationList, IntegrationShown
from rollouts.usecases.showing import ReleaseStory
from tests.golden.cases.posted import posted
from tests.golden.cases.troubles import about
from tests.golden.golden import Golden, one
from tests.golden.views_in_use import answers, integrations, release_shown, show_help
from tests.support.story import ACME, GLOBEX, POLICY, PREVIEW_DAY, RELEASE
from views import kept
from views.answers import modals


def of_answers() -> Iterator[Golden]:
    """Yield the golden files of help, of answers with and after sharing, and of a fault of ours."""
    yield one("answers/help", show_help())
    yield one("answers/failed", answers.failed("4f2a91"))
    troubles: dict[str, NotPosted | Lost | Refused] = {
        "Slack asks to wait": NotPosted("ratelimited", timedelta(seconds=12)),
        "its answer was lost": Lost("TimeoutError"),
        "Slack refuses": Refused("expired_trigger_id"),
    }
    not_opened = {name: modals.not_opened(trouble) for name, trouble in troubles.items()}
    yield Golden("answers/form-not-opened", not_opened)
    listed = integrations.listed(IntegrationList((ACME, GLOBEX), DEFAULT_SERVERS, frozenset({"Acme LMS"})))
    shown = integrations.shown(IntegrationShown(ACME, DEFAULT_SERVERS, (), POLICY, may_change=True))
    history = ReleaseHistory(RELEASE, (), DEFAULT_SERVERS, POLICY, PREVIEW_DAY)
    release = release_shown(
        ReleaseStory(RELEASE, DEFAULT_SERVERS, history, POLICY, PREVIEW_DAY, (about(kinds.PREVIEW),))
    )
    renamed = ReleaseStory(RELEASE.renamed("Autumn 26"), DEFAULT_SERVERS, history, POLICY, PREVIEW_DAY)
    yield one("answers/release/shown-renamed", release_shown(renamed))
    namesake = replace(renamed, release=RELEASE, not_these=("Autumn 26",))
    yield one("answers/release/shown-with-a-name-that-was-anothers", release_shown(namesake))
    for name, answer, asked in (
        ("of-a-list", listed, ("/integration", "list")),
        ("of-an-integration", shown, ("/integration", "show Acme LMS")),
        ("of-a-release", release, ("/release", "show 2026.11 & <more>")),
    ):
        private = answers.private(answer, asked)
        yield Golden(
            f"answers/sharing/{name}",
            {
                "private": private,
                "private, not to be shared": answers.private(answer, None),
                "private, too long to be asked again": answers.private(answer, (asked[0], "why? " * 500)),
                "shared": answers.shared(private, "U0ANA"),
            },
        )
    yield Golden(
        "answers/sharing/not-shared",
        {reason: answers.not_shared(reason) for reason in ("not_in_channel", "is_archived", "msg_too_long")},
    )
    yield posted("of-a-release", AnswerBrief(7, kept.write(answers.shared(release, "U0ANA"))))
