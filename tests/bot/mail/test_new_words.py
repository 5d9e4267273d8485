"""Which lines of a mail are new: neither what it quotes nor a signature, but what it forwards."""

import pytest

from bot.mail.flowed import unfolded
from bot.mail.quotes import new_text


@pytest.mark.parametrize(
    "intro",
    [
        "On Tue, Nov 24, 2026 at 10:02 AM Ana <ana@acme.example> wrote:",
        "Am 24.11.26 um 10:02 schrieb Ana:",
        "Le 24/11/2026 à 10:02, Ana a écrit :",
        "El 24/11/26 a las 10:02, Ana escribió:",
        "Il giorno mar 24 nov 2026 alle ore 10:02 Ana <ana@acme.example> ha scritto:",
        "Em ter., 24 de nov. de 2026 às 10:02, Ana <ana@acme.example> escreveu:",
        "Op di 24 nov 2026 om 10:02 schreef Ana <ana@acme.example>:",
        "Den tis 24 nov. 2026 kl 10:02 skrev Ana <ana@acme.example>:",
        "wt., 24 lis 2026 o 10:02 Ana <ana@acme.example> napisał(a):",
        "вт, 24 нояб. 2026 г. в 10:02, Ana <ana@acme.example>:",  # noqa: RUF001 - as Gmail writes it
        "2026年11月24日(火) 10:02 Ana <ana@acme.example>:",
        "Ana <ana@acme.example> 于2026年11月24日周二 10:02写道：",  # noqa: RUF001 - as Gmail writes it
        "2026년 11월 24일 (화) 오전 10:02, Ana <ana@acme.example>님이 작성:",
        "24 Kas 2026 Sal 10:02 tarihinde Ana <ana@acme.example> şunu yazdı:",  # noqa: RUF001 - as Gmail writes it
        ">>> Ana <ana@acme.example> 24/11/2026 10:02 >>>",
        "On 24 Nov 2026, at 10:02,\nAna Weiss\n<ana@acme.example> wrote:",
        "Ana wrote:",
    ],
)
def test_who_wrote_what_is_quoted_is_not_new_in_any_language(intro: str) -> None:
    assert new_text(f"done\n\n{intro}\n\n> broken\n> still") == "done"


@pytest.mark.parametrize(
    "labels",
    [
        ("From", "Sent", "To", "Subject"),
        ("From", "Date", "To", "Subject"),
        ("*From:* x", "*Date:* y", "*To:* z", "*Subject:* s"),
        ("Von", "Gesendet", "An", "Betreff"),
        ("De", "Envoyé", "À", "Objet"),
        ("De", "Enviado el", "Para", "Asunto"),
        ("De", "Enviada em", "Para", "Assunto"),
        ("Da", "Inviato", "A", "Oggetto"),
        ("Van", "Verzonden", "Aan", "Onderwerp"),
        ("Från", "Skickat", "Till", "Ämne"),
        ("Fra", "Sendt", "Til", "Emne"),
        ("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"),
        ("Od", "Wysłano", "Do", "Temat"),
        ("От", "Отправлено", "Кому", "Тема"),
        ("差出人", "送信日時", "宛先", "件名"),
        ("发件人", "发送时间", "收件人", "主题"),
        ("보낸 사람", "보낸 날짜", "받는 사람", "제목"),
        ("מאת", "נשלח", "אל", "נושא"),
        ("من", "تاريخ الإرسال", "إلى", "الموضوع"),
    ],
)
def test_the_headers_of_what_is_answered_end_what_is_new(
    labels: tuple[str, ...],
) -> None:
    block = "\n".join(each if ":" in each else f"{each}: something" for each in labels)

    assert new_text(f"done\n\n{block}\n\nbroken") == "done"
    assert new_text(f"done\n\n{block}\n\nbroken", subject="Fwd: x") == f"done\n\n{block}\n\nbroken"


def test_headers_whose_values_go_on_in_the_next_line_are_headers() -> None:
    block = "From: Ana\nTo: one <one@acme.example>,\n two <two@acme.example>\nSubject: broken"

    assert new_text(f"done\n\n{block}\n\nstill broken") == "done"


@pytest.mark.parametrize(
    "text",
    [
        "From: now on\nwe answer at night",
        "Status: fixed\nSubject: closed\nTo: nobody",
        "On 24 Nov 2026 at 10:02 the team wrote:\n\nit is fixed",
        "From 10:00 on 24.11.2026 send logs to logs@vendor.example:\n- one\n- two",
        "a\n--\nb" + "\nline" * 20,
        "---- fixed ----\nall of it",
        "a -- b",
        "- one\n- two",
        "sent from my colleague's desk to all of you, and to everybody who may ever want to know why:\nhello",
    ],
)
def test_what_a_person_wrote_stays_though_it_looks_like_history(text: str) -> None:
    assert new_text(text) == text


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------",
        "-------- Forwarded Message --------",
        "-------- Weitergeleitete Nachricht --------",
        "-------- Message transféré --------",
        "---------- Mensaje reenviado ----------",
        "Begin forwarded message:",
        "Anfang der weitergeleiteten Nachricht:",
        "Début du message réexpédié :",
    ],
)
@pytest.mark.parametrize(
    "block", ["From: Ana\nDate: today\nSubject: x", "Subject: x\nDate: today\nFrom: Ana\nTo: Ben"]
)
def test_what_is_forwarded_is_kept_and_what_that_quotes_is_not(mark: str, block: str) -> None:
    text = f"see below\n\n{mark}\n{block}\n\nthe news"

    assert new_text(f"{text}\n\nOn 24 Nov 2026, Ben <ben@acme.example> wrote:\n> the question") == text


def test_a_forward_of_a_forward_is_kept() -> None:
    inner = "From: B\nSent: before\nSubject: news\n\nthe news"
    text = f"see\n\nFrom: A\nSent: today\nSubject: FW: news\n\nsee\n\n{inner}"

    assert new_text(text, subject="WG: news") == text
    assert new_text(text, subject="FW: news") == text


def test_a_mail_without_a_word_above_another_forwards_it() -> None:
    text = "-----Original Message-----\nFrom: A\nSent: today\nSubject: news\n\nthe news"

    assert new_text(f"\n{text}", subject="the vendor's news") == text


def test_a_forward_that_is_quoted_is_shown_without_its_marks_but_not_for_ever() -> None:
    assert new_text("> Begin forwarded message:\n>\n> the news") == "Begin forwarded message:\n\nthe news"
    assert new_text(f"{'>' * 40} Begin forwarded message:") == ""


def test_a_line_of_dashes_with_words_is_no_mark_unless_headers_stand_below_it() -> None:
    assert (
        new_text("done\n\n----- Original Message -----\nOn 24 Nov 2026, Ana <a@b.example> wrote:\nx")
        == "done"
    )
    assert new_text("done\n----- that is all -----\nreally").endswith("really")


@pytest.mark.parametrize(
    "line",
    [
        "##- Please type your reply above this line -##",
        "Reply above this line",
        "## Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein ##",
        "##- Répondez au-dessus de cette ligne -##",
        "##- Escriba su respuesta por encima de esta línea -##",
    ],
)
def test_below_the_line_of_a_ticket_system_is_history_unless_all_is_below_it(line: str) -> None:
    assert new_text(f"done\n\n{line}\n\nyour request") == "done"
    assert new_text(f"{line}\n\nyour request was answered") == "your request was answered"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nPriya\nSupport",
        "--\nPriya",
        "Sent from my iPhone",
        "Get Outlook for Android<https://aka.ms/x>",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPad",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "iPhoneから送信",
        "_" * 40 + "\nThis message is confidential.",
        "-- \nPriya\n\nSent from my iPhone",
    ],
)
def test_what_a_program_puts_under_a_mail_is_not_new(signature: str) -> None:
    assert new_text(f"done\n\n{signature}") == "done"
    assert new_text(f"> broken?\n\ndone\n\n{signature}\n\n> again?\n\nyes") == "done\n\nyes"


def test_a_mail_of_nothing_but_quotation_has_no_new_words() -> None:
    assert new_text("On 24 Nov 2026, Ana <ana@acme.example> wrote:\n> broken") == ""
    assert new_text("On 24 Nov 2026, Ana <ana@acme.example> wrote:") == ""


def test_the_mark_of_a_picture_is_left_out() -> None:
    assert new_text("here:\n[cid:image001.png@01DB]\n[image: shot.png]\ndone") == "here:\ndone"


def test_a_line_of_unusual_length_is_text_whatever_is_in_it() -> None:
    line = "> " + "a" * 3_000

    assert new_text(line) == line


def test_lines_that_flow_are_one_paragraph_within_their_quotation() -> None:
    assert unfolded("one \ntwo\n> three \n> four\nfive \n-- \nme", delete_space=False) == (
        "one two\n> three four\nfive \n-- \nme"
    )


def test_where_the_blank_at_the_end_only_marks_that_it_flows_it_goes() -> None:
    assert unfolded("お世話 \nになります", delete_space=True) == "お世話になります"
