"""A mail belongs to a case by what it answers or by a true token, never by the words of its subject."""

from rollouts.case_tokens import message_id_of, token_of
from rollouts.incoming_mail import Address, IncomingMail
from rollouts.mail_matching import Match, MatchedBy, case_of, is_our_own

SECRET, OTHER_SECRET = "ours", "theirs"
TOKEN = token_of(case=12, secret=SECRET)
OF_ANOTHER_CASE = token_of(case=13, secret=SECRET)
FORGED = token_of(case=12, secret=OTHER_SECRET)
OURS = message_id_of(case=12, mail=0, secret=SECRET, domain="acme.example")


def mail(
    *,
    message_id: str = "<one@vendor.example>",
    references: tuple[str, ...] = (),
    to: Address | None = None,
    subject: str = "Re: URGENT: Acme LMS on Standard: 2026.11: player is blank",
    text: str = "fixed",
    sender: str = "priya@vendor.example",
) -> IncomingMail:
    return IncomingMail(
        message_id=message_id,
        sender=Address("Priya", sender),
        subject=subject,
        sent_at=None,
        references=references,
        recipients=(to or Address("Fortnight", "releases@acme.example"),),
        text=text,
        whole=text,
    )


def match(incoming: IncomingMail, *, known: dict[str, int] | None = None) -> Match | None:
    return case_of(incoming, secret=SECRET, known=known or {})


def test_an_answer_to_a_mail_of_a_case_is_about_that_case() -> None:
    assert match(mail(references=("<other@vendor.example>", OURS))) == Match(12, MatchedBy.REFERENCE)


def test_an_answer_to_an_answer_is_about_the_case_of_that() -> None:
    known = {"<first@vendor.example>": 12}

    assert match(mail(references=("<first@vendor.example>",)), known=known) == Match(12, MatchedBy.REFERENCE)


def test_the_nearest_mail_that_it_answers_counts() -> None:
    other = message_id_of(case=13, mail=4, secret=SECRET, domain="acme.example")

    assert match(mail(references=(other, OURS))) == Match(13, MatchedBy.REFERENCE)


def test_a_token_in_the_address_or_beside_it_tells_the_case() -> None:
    assert match(mail(to=Address("", f"releases+{TOKEN.lower()}@acme.example"))) == Match(
        12, MatchedBy.ADDRESS
    )
    assert match(mail(to=Address(f"Fortnight [{TOKEN}]", "r@acme.example"))) == Match(12, MatchedBy.ADDRESS)


def test_a_token_in_the_subject_or_in_what_is_quoted_tells_the_case() -> None:
    assert match(mail(subject=f"fixed [{TOKEN}]")) == Match(12, MatchedBy.SUBJECT)
    assert match(mail(text=f"fixed\n\n> Our case 12 [{TOKEN}].")) == Match(12, MatchedBy.TEXT)


def test_what_a_mail_answers_counts_more_than_a_token_of_another_case() -> None:
    incoming = mail(
        references=(OURS,), subject=OF_ANOTHER_CASE, to=Address(OF_ANOTHER_CASE, "r@acme.example")
    )

    assert match(incoming) == Match(12, MatchedBy.REFERENCE)


def test_a_forged_token_tells_nothing_wherever_it_stands() -> None:
    forged = message_id_of(case=12, mail=0, secret=OTHER_SECRET, domain="acme.example")
    incoming = mail(
        references=(forged,), subject=FORGED, text=FORGED, to=Address(FORGED, f"{FORGED}@acme.example")
    )

    assert match(incoming) is None


def test_a_token_made_for_one_case_does_not_open_another() -> None:
    signature = OF_ANOTHER_CASE.rpartition("-")[2]

    assert match(mail(subject=f"FN-12-{signature}")) is None


def test_the_right_subject_by_a_stranger_is_about_no_case() -> None:
    assert match(mail(sender="eve@elsewhere.example")) is None


def test_a_mail_of_our_own_that_comes_back_is_known() -> None:
    assert is_our_own(mail(message_id=OURS), secret=SECRET)
    assert not is_our_own(mail(), secret=SECRET)
    assert not is_our_own(mail(message_id=OURS.replace("FN-12", "FN-13")), secret=SECRET)
