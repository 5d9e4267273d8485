"""What is said beside the files of a mail: whose they are, as far as that is certain."""

from dataclasses import replace

import pytest

from bot.plain_words import plain_words
from rollouts import kinds
from rollouts.announcing.mail_briefs import FilesBrief
from rollouts.deliveries import Announcement
from rollouts.mail_files import MailFile
from rollouts.received_mails import ReceivedMail
from tests.golden.cases.case_answers import THEIRS
from views.posts.mail_files import files_of, words_beside

BRIEF = FilesBrief(
    9, Announcement(kinds.CASE_FILES, number=1), THEIRS, "C0SUPPORT", "1.0", (MailFile("a.txt", b"a"),)
)
OF_OTHERS = replace(THEIRS, is_from_vendor=False)


@pytest.mark.parametrize(
    ("mail", "says"),
    [
        (THEIRS, "From the vendor's e-mail about case 3."),
        (OF_OTHERS, "From the e-mail of priya@vendor.example about case 3."),
        (
            replace(OF_OTHERS, mail=replace(OF_OTHERS.mail, verified=False)),
            "From the e-mail about case 3 of an unverified sender: open with care.",
        ),
    ],
    ids=["the vendor's", "of somebody else", "unverified"],
)
def test_it_is_said_whose_files_they_are(mail: ReceivedMail, says: str) -> None:
    brief = replace(BRIEF, mail=mail)

    assert plain_words(words_beside(brief)) == says
    assert [(file.name, file.content) for file in files_of(brief)] == [("a.txt", b"a")]


def test_it_is_said_why_a_name_is_another_now() -> None:
    brief = replace(BRIEF, files=(*BRIEF.files, MailFile("run.exe.unsafe", b"MZ")))

    assert plain_words(words_beside(brief)).endswith(
        ".unsafe stands behind a name where opening the file could run something."
    )
