"""While a correction waits, an edit shows what it adds to it, and nothing that was to be said anyway."""

from dataclasses import replace

import pytest

from rollouts.drafts import Draft
from rollouts.releases import Feature
from rollouts.transitions import Verb
from rollouts.usecases.editing import EditRelease, edit_release
from rollouts.usecases.seeing import NotSeenYet
from tests.support.changing import changed
from tests.support.delivering import deliver
from tests.support.memory_ledger import MemoryLedger
from tests.support.story import (
    ADMIN,
    CONTROLLED_DAY,
    DAY,
    DRAFT,
    MANAGER,
    MINUTE,
    PREVIEW_DAY,
    STANDARD_DAY,
    at,
)

TOLD = at(PREVIEW_DAY, 10)
TUESDAY = STANDARD_DAY + DAY
AS_IT_IS = replace(DRAFT, dates={"standard": TUESDAY, "controlled": CONTROLLED_DAY})


@pytest.fixture
def waiting(ledger: MemoryLedger) -> MemoryLedger:
    """A ledger in which everybody has had the preview, and is to be corrected within two minutes."""
    deliver(ledger, at(PREVIEW_DAY))
    changed(ledger, Verb.MOVE, TOLD, server="standard", day=TUESDAY)
    return ledger


@pytest.mark.parametrize(
    "draft",
    [
        replace(AS_IT_IS, title="Player, all new", owner=ADMIN.id),
        replace(AS_IT_IS, summary="It is quick.", docs=()),
        replace(AS_IT_IS, opt_ins=(Feature("Offline mode", "Settings > Offline", enabled_by_default=True),)),
    ],
    ids=["title and owner", "summary and documents", "how an opt-in is enabled"],
)
def test_what_the_correction_does_not_speak_of_is_taken_without_a_question(
    waiting: MemoryLedger, draft: Draft
) -> None:
    shown = edit_release(waiting.at(TOLD + MINUTE), EditRelease(MANAGER, "2026.11", draft))

    assert shown.release.title == draft.title


@pytest.mark.parametrize(
    "draft",
    [
        replace(AS_IT_IS, ui_changes=(*DRAFT.ui_changes, "Buttons are green")),
        replace(AS_IT_IS, name="2026.11 EU"),
        replace(AS_IT_IS, affects_integrations=False),
        replace(AS_IT_IS, dates={"standard": TUESDAY, "controlled": CONTROLLED_DAY + DAY}),
    ],
    ids=["a UI change", "another name", "no impact", "another date"],
)
def test_what_the_correction_will_say_besides_is_shown(waiting: MemoryLedger, draft: Draft) -> None:
    with (
        pytest.raises(NotSeenYet) as first,
        waiting.transaction(TOLD + MINUTE) as transaction,
    ):
        edit_release(transaction, EditRelease(MANAGER, "2026.11", draft))

    assert {each.channel for each in first.value.outgoing} == {"C0ACME", "C0GLOBEX", "C0NORTH"}
