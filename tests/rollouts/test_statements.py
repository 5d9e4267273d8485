"""Statements: what a message told of a release, and how that differs from what is true."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts.drafts import release_from
from rollouts.releases import Release, Standing, Status
from rollouts.servers import DEFAULT_SERVERS
from rollouts.statements import (
    DateDiffers,
    Difference,
    ImpactDiffers,
    OptInsDiffer,
    StageTold,
    StandingDiffers,
    Statement,
    UiChangesDiffer,
    differences,
    statement_of,
)
from tests.support.story import CONTROLLED_DAY, DRAFT, POLICY, PREVIEW_DAY, RELEASE, STANDARD_DAY

LATER = CONTROLLED_DAY + dt.timedelta(days=7)
STANDARD, CONTROLLED = RELEASE.stages
(BAR,) = RELEASE.ui_changes
(OFFLINE,) = RELEASE.opt_ins


def told(release: Release = RELEASE, today: dt.date = PREVIEW_DAY) -> Statement:
    return statement_of(release=release, today=today)


def test_a_statement_holds_dates_how_stages_stood_that_day_impact_and_keys() -> None:
    assert told(today=STANDARD_DAY) == Statement(
        stages=(
            StageTold("standard", STANDARD_DAY, Standing.DUE),
            StageTold("controlled", CONTROLLED_DAY, Standing.PLANNED),
        ),
        affects_integrations=True,
        ui_changes=(BAR.key,),
        opt_ins=(OFFLINE.key,),
    )


@pytest.mark.parametrize("today", [PREVIEW_DAY, STANDARD_DAY, LATER])
def test_days_that_pass_make_nothing_untrue(today: dt.date) -> None:
    assert differences(told=told(), true=told(today=today)) == ()
    assert differences(told=told(today=today), true=told()) == ()


@pytest.mark.parametrize(
    ("changed", "difference"),
    [
        (
            RELEASE.with_stage(replace(CONTROLLED, date=LATER)),
            DateDiffers("controlled", CONTROLLED_DAY, LATER),
        ),
        *(
            (
                RELEASE.with_stage(replace(STANDARD, status=status)),
                StandingDiffers("standard", Standing.PLANNED, Standing(status.value)),
            )
            for status in Status
            if status is not Status.PLANNED
        ),
        (
            replace(RELEASE, stages=(STANDARD,)),
            StandingDiffers("controlled", Standing.PLANNED, None),
        ),
        (replace(RELEASE, affects_integrations=False), ImpactDiffers(told=True, true=False)),
        (replace(RELEASE, ui_changes=()), UiChangesDiffer(new=(), gone=(BAR.key,))),
        (
            replace(RELEASE, ui_changes=(replace(BAR, key="other"), BAR)),
            UiChangesDiffer(new=("other",), gone=()),
        ),
        (
            replace(RELEASE, opt_ins=(replace(OFFLINE, key="other"),)),
            OptInsDiffer(new=("other",), gone=(OFFLINE.key,)),
        ),
    ],
)
def test_each_fact_that_changed_is_named_alone(changed: Release, difference: Difference) -> None:
    assert differences(told=told(), true=told(changed)) == (difference,)


def test_a_server_that_was_left_out_and_is_not_any_more_is_a_difference() -> None:
    before = told(replace(RELEASE, stages=(STANDARD,)))

    assert differences(told=before, true=told()) == (StandingDiffers("controlled", None, Standing.PLANNED),)


def test_other_words_are_no_difference() -> None:
    reworded = replace(
        DRAFT, title="Other", summary="", docs=(), ui_changes=("The navigation bar moves to the left",)
    )
    after = release_from(draft=reworded, servers=DEFAULT_SERVERS, policy=POLICY, known=RELEASE)
    assert after

    assert differences(told=told(), true=told(replace(after, owner=None))) == ()


def test_what_is_assumed_differs_as_what_is_known() -> None:
    assumed = replace(told(), is_assumed=True)

    assert differences(told=assumed, true=told()) == ()
