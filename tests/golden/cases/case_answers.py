"""E-mails that came in about a case, as its thread shows them."""

from collections.abc import Iterator
from dataclasses import replace

from rollouts import kinds
from rollouts.announcing.briefs import CaseBrief
from rollouts.deliveries import Announcement
from rollouts.incoming_mail import Address, Attachment, Automatic, IncomingMail, Unread
from rollouts.received_mails import ReceivedMail
from tests.golden.cases.case_mails import MAILING, TOKEN
from tests.golden.cases.posted import posted
from tests.golden.cases.support_cases import CASE, MARKED, OPENED, POSTED
from tests.golden.golden import Golden
from tests.support.story import MINUTE

AT = OPENED + 10 * MINUTE
MAIL = IncomingMail(
    message_id="<1@vendor.example>",
    sender=Address("Priya Shah", "priya@vendor.example"),
    subject="Re: URGENT: Acme LMS on Standard: 2026.11: The player stays empty.",
    sent_at=AT,
    references=(f"<{TOKEN}.0@acme.example>",),
    recipients=(Address("Fortnight", "releases@acme.example"),),
    text="Please empty the cache of the player.\nA fix comes today.",
    whole="",
    verified=True,
)
THEIRS = ReceivedMail(AT, MAIL, CASE.number, is_from_vendor=True, number=1)
FILES = (
    Attachment("player.log", "text/plain", 999, inline=False, part=1),
    Attachment("screen <1> & *2*.png", "image/png", 340_200, inline=True, part=2),
    Attachment("trace.zip", "application/zip", 12_640_000, inline=False, part=3),
)


def of_incoming_mails() -> Iterator[Golden]:
    """Yield the golden files of all mails that came in."""
    stranger = replace(
        MAIL, sender=Address("Vendor Support <support@vendor.example>", "eve@elsewhere.example")
    )
    unsure = replace(MAIL, verified=False)
    yield posted(
        "words",
        {
            "of the vendor": _brief(THEIRS),
            "of the vendor, without a name": _of(replace(MAIL, sender=Address("", "support@vendor.example"))),
            "unverified": _of(unsure, is_theirs=False),
            "of somebody else": _of(stranger, is_theirs=False),
            "of somebody else, unverified": _of(replace(stranger, verified=False), is_theirs=False),
            "of nobody": _of(replace(unsure, sender=None), is_theirs=False),
            "with files": _of(replace(MAIL, attachments=FILES)),
            "with files that are shared": _of(
                replace(MAIL, attachments=tuple(replace(file, is_taken=file.size < 10**6) for file in FILES))
            ),
            "with files alone": _of(replace(MAIL, text="", attachments=FILES[:1])),
            "text from people": _of(
                replace(
                    unsure,
                    text=MARKED,
                    subject="<!channel>\n*bold*",
                    sender=Address("@here", "<!here>@x.example"),
                ),
                is_theirs=False,
            ),
            "long": _of(replace(MAIL, text="ä & <b>\n" * 900, subject="a" * 900)),
            "not all of it read": _of(replace(MAIL, unread=frozenset({Unread.PARTS, Unread.DATE}))),
            "encrypted": _of(replace(MAIL, text="", unread=frozenset({Unread.ENCRYPTED}))),
            "the last for a while": _brief(replace(THEIRS, is_last_shown=True)),
        },
    )
    told = Announcement(kinds.CASE_ANSWER_TOLD, number=THEIRS.number)
    yield posted(
        "words",
        {
            "long": replace(_of(replace(MAIL, text="It is grey. " * 300)), announcement=told),
            "unverified": replace(_of(unsure, is_theirs=False), announcement=told),
        },
    )
    away = replace(unsure, automatic=Automatic.AUTO_REPLY, subject="Out of office", text="I am away.")
    lost = "Your message could not be delivered.\n550 5.1.1 <support@vendor.example>: no such user"
    bounce = replace(
        unsure,
        automatic=Automatic.BOUNCE,
        sender=Address("Mail Delivery System", "mailer-daemon@mail.example"),
        subject="Undelivered Mail Returned to Sender",
        text=lost,
    )
    calm = replace(CASE, urgent=False)
    yield posted(
        "machines",
        {
            "away": _of(away, is_theirs=False),
            "away, verified": _of(replace(away, verified=True), is_theirs=False),
            "away, nobody and no subject": _of(replace(away, sender=None, subject=""), is_theirs=False),
            "did not arrive": _of(bounce, is_theirs=False),
            "did not arrive, no words": _of(replace(bounce, text="", subject=""), is_theirs=False),
            "did not arrive, long": _of(replace(bounce, text="<!here> & " * 400), is_theirs=False),
            "did not arrive, not urgent": replace(_of(bounce, is_theirs=False), case=calm),
        },
    )


def of_unshared_files() -> Iterator[Golden]:
    """Yield the golden file of words on files that are not in the thread."""
    files = tuple(replace(file, is_taken=True) for file in FILES)
    left = replace(
        _of(replace(MAIL, attachments=files)), announcement=Announcement(kinds.CASE_FILES_LEFT, number=1)
    )
    reasons = ("missing_scope", "answer_lost", "process_stopped", "ratelimited", "not_in_channel")
    yield posted("why", {reason: replace(left, unshared=reason) for reason in reasons})


def _of(mail: IncomingMail, *, is_theirs: bool = True) -> CaseBrief:
    return _brief(replace(THEIRS, mail=mail, is_from_vendor=is_theirs))


def _brief(answer: ReceivedMail) -> CaseBrief:
    announcement = Announcement(kinds.CASE_ANSWER, number=answer.number)
    return replace(POSTED, announcement=announcement, policy=MAILING, now=AT, answer=answer)
