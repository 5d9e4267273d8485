"""What the thread of a case says, and what those who press are told."""

import datetime as dt
from dataclasses import replace

import pytest

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief
from rollouts.case_transitions import noted
from rollouts.cases import Case, CaseState, Note, NoteKind
from rollouts.deliveries import Announcement
from rollouts.people import Caller
from rollouts.usecases.cases import Noted, Report, Reported
from tests.support.story import CONTROLLED, POLICY, RELEASE, STANDARD, STANDARD_DAY, at
from tests.views.reading import buttons, in_blocks, in_text, inputs
from tests.views.telling import LIVE_ON_STANDARD
from views.actions import FormId
from views.answers import cases
from views.forms import Form
from views.parts import Buttons
from views.posts.messages import content_of

OPENED = at(STANDARD_DAY, 11)
CASE = Case(
    opened_by="U0ANA",
    opened_at=OPENED,
    channel="C0ACME",
    thread_channel="C0SUPPORT",
    number=3,
    release="2026.11",
    server="standard",
    integrations=("Acme LMS",),
    summary="The player stays empty.",
)
POSTED = CaseBrief(
    delivery=9,
    announcement=Announcement(kinds.CASE_OPENED),
    case=CASE,
    release=RELEASE,
    server=STANDARD,
    policy=replace(POLICY, support_group="S0SUPPORT"),
    now=OPENED,
)
GROUP = "<!subteam^S0SUPPORT>"


def after(*kinds: NoteKind, case: Case = CASE) -> Case:
    """Return the case after somebody did those things with it, five minutes apart."""
    for number, kind in enumerate(kinds, start=1):
        note = Note(kind, "U0MAYA", OPENED + number * dt.timedelta(minutes=5))
        case = noted(case=case, note=note) or case
    return case


def note(kind: NoteKind, text: str = "") -> CaseBrief:
    """Return the brief for the post about one thing that happened."""
    return replace(
        POSTED, announcement=Announcement(kinds.CASE_NOTE, number=0), note=Note(kind, "U0MAYA", OPENED, text)
    )


def raised(times: int, *, case: Case = CASE) -> CaseBrief:
    """Return the brief for raising the case again."""
    now = OPENED + dt.timedelta(minutes=15)
    return replace(POSTED, announcement=Announcement(kinds.CASE_RAISED, number=times), case=case, now=now)


def test_an_urgent_case_says_who_reports_what_where_and_calls_the_support_group() -> None:
    assert in_text(content_of(POSTED)) == (
        f"Urgent case 3: {GROUP} <@U0ANA> reports a problem in <#C0ACME> with release *2026.11* "
        "(Course player refresh) on the Standard Release server (Acme LMS).\n"
        "> The player stays empty.\n"
        "Opened Mon 30 Nov 2026, 11:00 (Europe/Berlin) by <@U0ANA>. Nobody has acknowledged it yet."
    )
    said = in_blocks(content_of(POSTED))
    assert said.startswith("Urgent case 3: open\n")
    assert "*Server*\nStandard Release server" in said
    assert content_of(POSTED).delivery == 9


def test_a_case_about_nothing_in_particular_says_so() -> None:
    bare = replace(CASE, channel="", integrations=(), summary="", release=None, server=None, is_guess=True)
    content = content_of(replace(POSTED, case=bare, release=None, server=None))
    assert in_text(content).startswith(f"Urgent case 3: {GROUP} <@U0ANA> reports a problem.\nOpened")
    assert "*Release*\nnot known\n*Server*\nnot known\n*Integrations*\nnot known" in in_blocks(content)
    assert "*Reported in*\na direct message" in in_blocks(content)


@pytest.mark.parametrize(
    "brief",
    [
        replace(POSTED, case=after(NoteKind.ACKNOWLEDGED)),
        replace(POSTED, case=after(NoteKind.NOT_URGENT)),
        replace(POSTED, policy=POLICY),
    ],
)
def test_the_support_group_is_called_only_while_an_urgent_case_waits(brief: CaseBrief) -> None:
    assert "<!subteam" not in in_text(content_of(brief)) + in_blocks(content_of(brief))


@pytest.mark.parametrize(
    ("case", "offered"),
    [
        (CASE, "Acknowledge, Resolve, Add details | Change, Workaround, Not urgent, False alarm"),
        (after(NoteKind.ACKNOWLEDGED), "Workaround, Resolve, Add details | Change, Not urgent, False alarm"),
        (
            after(NoteKind.NOT_URGENT),
            "Acknowledge, Resolve, Add details | Change, Workaround, Make urgent, False alarm",
        ),
        (
            after(NoteKind.VENDOR_REPLIED),
            "Acknowledge, Resolve, Add details | Change, Workaround, Not urgent, False alarm",
        ),
        (after(NoteKind.ROLLED_BACK), "Resolve, Add details, Change | Not urgent, False alarm"),
        (after(NoteKind.RESOLVED), "Reopen, Add details | "),
        (after(NoteKind.FALSE_ALARM), "Reopen, Add details | "),
    ],
)
def test_a_case_offers_three_buttons_that_fit_and_the_rest_in_its_menu(case: Case, offered: str) -> None:
    assert offers(replace(POSTED, case=case)) == offered


def offers(brief: CaseBrief) -> str:
    row = next(part for part in content_of(brief).parts if isinstance(part, Buttons))
    assert {button.value for button in (*row.buttons, *row.more)} == {'{"case":3}'}
    shown, more = (", ".join(button.label for button in each) for each in (row.buttons, row.more))
    return f"{shown} | {more}"


def test_a_release_that_is_live_can_be_rolled_back_from_its_case() -> None:
    brief = replace(POSTED, release=LIVE_ON_STANDARD, servers=(STANDARD, CONTROLLED))

    assert "Change, Workaround, Rolled back / hotfix, Not urgent, False alarm" in offers(brief)
    assert "Standard Release server: a rollback or hotfix may be possible." in in_blocks(content_of(brief))


@pytest.mark.parametrize(
    ("kinds", "heading", "state"),
    [
        (
            (NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT),
            "Case 3: acknowledged",
            (
                "Acknowledged Mon 30 Nov 2026, 11:05 (Europe/Berlin) by <@U0MAYA>. "
                "Marked as not urgent Mon 30 Nov 2026, 11:10 (Europe/Berlin) by <@U0MAYA>."
            ),
        ),
        (
            (NoteKind.RESOLVED,),
            "Urgent case 3: resolved",
            "Resolved Mon 30 Nov 2026, 11:05 (Europe/Berlin) by <@U0MAYA>.",
        ),
        (
            (NoteKind.FALSE_ALARM,),
            "Urgent case 3: a false alarm",
            "Closed as a false alarm Mon 30 Nov 2026, 11:05 (Europe/Berlin) by <@U0MAYA>.",
        ),
    ],
)
def test_the_state_line_says_who_did_what_and_when(
    kinds: tuple[NoteKind, ...], heading: str, state: str
) -> None:
    said = in_blocks(content_of(replace(POSTED, case=after(*kinds))))
    assert said.startswith(heading)
    assert state in said
    assert "Nobody has acknowledged" not in said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (NoteKind.REPORTED_AGAIN, "<@U0MAYA> reports the same problem: it joins case 3."),
        (NoteKind.DETAILS, "<@U0MAYA> adds details to case 3."),
        (NoteKind.ACKNOWLEDGED, "<@U0MAYA> has acknowledged case 3 and takes care of it."),
        (NoteKind.NOT_URGENT, "<@U0MAYA> has marked case 3 as not urgent. It stays open."),
        (NoteKind.RESOLVED, "<@U0MAYA> has resolved case 3. Thank you, everybody."),
        (NoteKind.FALSE_ALARM, "<@U0MAYA> has closed case 3 as a false alarm."),
    ],
)
def test_each_thing_that_happens_is_said_in_the_thread(kind: NoteKind, said: str) -> None:
    assert in_text(content_of(note(kind))) == said


def test_what_somebody_adds_is_quoted_and_can_ping_nobody() -> None:
    content = content_of(note(NoteKind.DETAILS, "Since noon.\n<!here> see https://x.example/log"))
    quote = "> Since noon.\n> &lt;!here&gt; see <https://x.example/log>"
    assert quote in in_text(content)
    assert quote in in_blocks(content)


def test_a_case_that_waits_is_raised_again_with_a_call_and_a_way_out() -> None:
    content = content_of(raised(1))
    assert in_text(content) == (
        f"{GROUP} Nobody has acknowledged case 3 yet, opened 15 min ago by <@U0ANA>: a problem in "
        "<#C0ACME> with release *2026.11* (Course player refresh) on the Standard Release server "
        "(Acme LMS). Please look at it and press Acknowledge."
    )
    assert list(buttons(content)) == ["Acknowledge"]


def test_the_last_time_it_is_raised_says_so() -> None:
    assert in_text(content_of(raised(3))).endswith("press Acknowledge. I will not raise it again.")


@pytest.mark.parametrize("kind", [NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT])
def test_a_post_that_raised_a_case_says_once_it_is_taken_up(kind: NoteKind) -> None:
    content = content_of(raised(1, case=after(kind)))
    assert "opened 15 min ago" not in in_text(content)
    assert "by <@U0MAYA>" in in_text(content)
    assert not buttons(content)


def test_the_reporter_is_told_that_the_case_is_being_opened() -> None:
    content = cases.reported(Reported(CASE, joined=False))
    assert in_text(content) == (
        "Urgent case 3 (Acme LMS) is being opened; nothing more is needed from you. "
        "I tell you when its thread is there. Can you say more? Press Add details."
    )
    assert buttons(content)["Add details"]["value"] == '{"case":3}'


def test_a_report_that_joins_a_case_says_so() -> None:
    own = replace(CASE, integrations=())
    of_two = replace(own, notes=(Note(NoteKind.REPORTED_AGAIN, "U0BEN", OPENED),))
    assert in_text(cases.reported(Reported(of_two, joined=True, is_there=True))).startswith(
        "Somebody has reported this already: your report joins case 3. Follow it"
    )
    assert in_text(cases.reported(Reported(own, joined=True, is_there=True))).startswith(
        "You have reported this already: your report joins case 3. Follow it"
    )


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (NoteKind.REPORTED_AGAIN, "Your report was added to case 3."),
        (NoteKind.DETAILS, "Thank you: your details are in the thread of case 3."),
        (NoteKind.ACKNOWLEDGED, "You have acknowledged case 3. Everybody in its thread can see it."),
        (NoteKind.NOT_URGENT, "Case 3 is no longer urgent. It stays open."),
        (NoteKind.RESOLVED, "Case 3 is resolved."),
        (NoteKind.FALSE_ALARM, "Case 3 is closed as a false alarm."),
    ],
)
def test_who_pressed_is_told_what_came_of_it(kind: NoteKind, said: str) -> None:
    assert in_text(cases.noted(Noted(after(kind), kind, changed=True))) == said


@pytest.mark.parametrize(
    ("case", "wish", "said"),
    [
        (after(NoteKind.ACKNOWLEDGED), NoteKind.ACKNOWLEDGED, "acknowledged already by <@U0MAYA>"),
        (after(NoteKind.NOT_URGENT), NoteKind.NOT_URGENT, "no longer urgent already by <@U0MAYA>"),
        (
            after(NoteKind.NOT_URGENT, NoteKind.ACKNOWLEDGED),
            NoteKind.ACKNOWLEDGED,
            "acknowledged already by <@U0MAYA>",
        ),
        (
            after(NoteKind.ACKNOWLEDGED, NoteKind.NOT_URGENT),
            NoteKind.NOT_URGENT,
            "no longer urgent already by <@U0MAYA>",
        ),
        (replace(CASE, state=CaseState.RESOLVED), NoteKind.RESOLVED, "resolved already"),
    ],
)
def test_pressing_twice_says_that_it_was_so_already(case: Case, wish: NoteKind, said: str) -> None:
    told = in_text(cases.noted(Noted(case, wish, changed=False)))
    assert told == f"Case 3 is {said}. Nothing was changed."


def test_the_form_for_details_knows_its_case() -> None:
    view = cases.details_form(CASE)
    assert view.id is FormId.CASE_DETAILS
    assert view.value == '{"case":3}'
    assert list(inputs(view)) == ["text"]


def report_form(text: str = "", *, urgent: bool = True, delivery: int | None = None) -> Form:
    form = cases.report_form(Report(Caller("U0ANA"), "C0ACME", text, delivery, urgent=urgent))
    assert form
    return form


def test_the_form_for_a_report_can_be_sent_without_a_word() -> None:
    view = report_form()
    assert view.value == '{"channel":"C0ACME"}'
    box = inputs(view)["text"]
    assert box["label"]["text"] == "What is wrong?"
    assert box["optional"]
    assert box["element"]["multiline"]


@pytest.mark.parametrize(("urgent", "chosen"), [(True, "urgent"), (False, "normal")])
def test_the_form_for_a_report_asks_how_urgent_it_is_and_is_filled_with_what_is_known(
    chosen: str, *, urgent: bool
) -> None:
    view = report_form("It is grey", urgent=urgent, delivery=7)

    assert inputs(view)["text"]["element"]["initial_value"] == "It is grey"
    assert inputs(view)["urgency"]["element"]["initial_option"]["value"] == chosen
    assert view.value == '{"channel":"C0ACME","delivery":7}'


def test_what_has_no_room_in_a_form_is_not_asked_in_one() -> None:
    assert cases.report_form(Report(Caller("U0ANA"), None, "x" * 10_000)) is None


def test_whoever_makes_a_case_urgent_by_reporting_it_is_told_so() -> None:
    told = in_text(cases.reported(Reported(CASE, joined=True, again=True, made_urgent=True)))
    assert "You have reported this already: it is case 3 (Acme LMS). It is urgent now." in told


@pytest.mark.parametrize(
    ("author", "text", "words"),
    [
        ("Ben Carter <ben@acme.example>", "It is\ngrey", "Ben Carter wrote:\nIt is\ngrey"),
        ("", "It is grey", "Somebody wrote:\nIt is grey"),
        ("Ben", "", ""),
    ],
)
def test_a_message_is_quoted_with_its_authors_name(author: str, text: str, words: str) -> None:
    assert cases.quotation(author, text) == words
