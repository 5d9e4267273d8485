"""Whose words they are: what our own mail server found counts, and nothing that a mail says of itself."""

import pytest

from bot.mail.reading import read

OURS = "mx.acme.example"


def is_verified(*lines: str, sender: str = "priya@vendor.example", ours: str | None = OURS) -> bool:
    head = "\r\n".join([*lines, f"From: Priya <{sender}>", "Subject: fixed"])
    return read(f"{head}\r\n\r\nhello".encode(), authserv_id=ours).verified


@pytest.mark.parametrize(
    "result",
    [
        "dmarc=pass (p=REJECT) header.from=vendor.example",
        "dkim=pass header.d=vendor.example header.s=k1",
        "dkim=pass header.i=@vendor.example header.s=k1",
        "dkim=pass header.i=support@vendor.example",
        "spf=pass smtp.mailfrom=bounces@vendor.example",
        "dkim=fail header.d=vendor.example; spf=pass smtp.mailfrom=vendor.example",
        "dkim=pass header.d=other.example; dmarc=pass header.from=vendor.example",
        "dmarc=none header.from=vendor.example; dkim=pass header.d=vendor.example",
    ],
)
def test_a_sender_is_verified_when_our_server_found_their_domain_true(result: str) -> None:
    assert is_verified(f"Authentication-Results: {OURS}; {result}")


@pytest.mark.parametrize(
    "result",
    [
        "none",
        "dmarc=fail header.from=vendor.example; dkim=pass header.d=vendor.example",
        "dmarc=pass header.from=elsewhere.example",
        "dmarc=pass",
        "dkim=pass header.d=elsewhere.example",
        "dkim=pass header.d=vendor.example.elsewhere.example",
        "dkim=pass header.d=evilvendor.example",
        "dkim=pass header.d=mail.vendor.example",
        "dkim=pass header.d=example",
        "dkim=pass",
        "dkim=neutral header.d=vendor.example",
        "spf=pass smtp.mailfrom=elsewhere.example",
        "spf=pass smtp.helo=vendor.example",
        "spf=softfail smtp.mailfrom=vendor.example",
        "iprev=pass policy.iprev=203.0.113.7",
        "auth=pass smtp.auth=vendor.example",
        'spf=pass smtp.mailfrom="x; dmarc=pass header.from=vendor.example"@elsewhere.example',
        'spf=pass smtp.mailfrom="@vendor.example"@elsewhere.example',
        "spf=pass smtp.mailfrom=elsewhere.example smtp.mailfrom=vendor.example",
        'spf=pass (domain of "a); dmarc=pass header.from=vendor.example ("@elsewhere.example); dmarc=none',
        "dkim=pass (ok; dmarc=pass header.from=vendor.example) header.d=elsewhere.example",
        "dkim=pass header.d=vendor.example" + " header.b=x" * 1_000,
    ],
)
def test_a_sender_is_not_verified_by_a_failure_or_by_another_domain(result: str) -> None:
    assert not is_verified(f"Authentication-Results: {OURS}; {result}")


PASS = "dmarc=pass header.from=vendor.example"


def test_a_domain_may_be_signed_for_by_the_one_above_it() -> None:
    line = f"Authentication-Results: {OURS}; dkim=pass header.d=vendor.example"

    assert is_verified(line, sender="priya@support.vendor.example")


@pytest.mark.parametrize("ours", [None, "", "mx.other.example", "acme.example"])
def test_without_the_name_of_our_server_or_under_another_nothing_is_verified(ours: str | None) -> None:
    assert not is_verified(f"Authentication-Results: {OURS}; {PASS}", ours=ours)


def test_a_forged_header_below_that_of_our_server_never_counts() -> None:
    assert not is_verified(
        f"Authentication-Results: {OURS}; dmarc=fail header.from=vendor.example",
        "Received: from elsewhere.example by mx.acme.example",
        f"Authentication-Results: {OURS}; {PASS}",
    )


def test_a_forged_header_below_one_of_our_server_that_cannot_be_read_never_counts() -> None:
    assert not is_verified(f"Authentication-Results: {OURS}; ((((", f"Authentication-Results: {OURS}; {PASS}")


@pytest.mark.parametrize("name", ["mx.elsewhere.example", f"{OURS}.elsewhere.example", f"x{OURS}"])
def test_what_another_server_found_never_counts(name: str) -> None:
    assert not is_verified(f"Authentication-Results: {name}; {PASS}")


def test_that_of_another_server_above_does_not_hide_that_of_ours() -> None:
    assert is_verified(
        f"Authentication-Results: {OURS}.elsewhere.example; dmarc=fail",
        f"Authentication-Results: {OURS}; {PASS}",
    )


def test_a_mail_of_two_senders_is_never_verified() -> None:
    line = f"Authentication-Results: {OURS}; {PASS}"

    assert not is_verified(line, "From: eve@elsewhere.example")
    assert not is_verified(line, sender="priya@vendor.example>, <eve@vendor.example")


def test_a_domain_of_other_letters_is_compared_as_the_name_system_has_it() -> None:
    line = f"Authentication-Results: {OURS}; dmarc=pass header.from=xn--mller-kva.example"

    assert is_verified(line, sender="priya@müller.example")
    assert not is_verified(line, sender="priya@" + "ü" * 200 + ".example")


def test_the_name_of_our_server_may_be_written_in_any_case_and_with_a_version() -> None:
    assert is_verified(f"Authentication-Results: MX.acme.EXAMPLE 1; {PASS}")
