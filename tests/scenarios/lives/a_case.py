"""A case from one click to its end: mailed, answered with a workaround, rolled back, hotfixed, resolved."""

from email.message import EmailMessage

from pydantic import SecretStr

from tests.scenarios.lives.life import PEOPLE, SUPPORT, Life
from tests.support.mail_server import ADDRESS, Postbox, mail_server
from tests.support.story import STANDARD_DAY, at

VENDOR, OUR_SERVER = "support@vendor.example", "mx.acme.example"


async def a_case_to_its_end(life: Life) -> None:
    async with mail_server() as box:
        await life.until(at(STANDARD_DAY, 10, 12))
        await life.presses("Ana", "Confirm live")
        await _begins_to_mail(life, box)
        await life.presses("Zoe", "Report urgent", in_="C0NORTH", Details="On Safari only, since ten")
        _arrived(life, box)
        await life.minutes(4)
        await life.presses("Ben", "Acknowledge", in_=SUPPORT)
        await life.minutes(20)
        await _answers(life, box, "Turn the new player off in the settings.\nA fix comes tomorrow.")
        helps = {"What_helps_for_now?": "Turn the new player off"}
        await life.presses("Ben", "Workaround", in_=SUPPORT, **helps)
        await life.minutes(30)
        back = {"What_became_of_it?": "It is rolled back", "Why": "The player stays blank on Safari"}
        await life.presses("Maya", "Rolled back / hotfix", in_=SUPPORT, **back)
        await life.restarts()
        await life.until(at(STANDARD_DAY, 15))
        again = {"What_became_of_it?": "It is hotfixed", "Why": "4.2.1 shows the player"}
        await life.presses("Maya", "Rolled back / hotfix", in_=SUPPORT, **again)
        await life.minutes(5)
        how = {"How_was_it_resolved?": "The release was hotfixed", "In_one_line": "4.2.1 works on Safari too"}
        await life.presses("Ben", "Resolve", in_=SUPPORT, **how)
        _arrived(life, box)
        await life.minutes(90)


async def _begins_to_mail(life: Life, box: Postbox) -> None:
    life.world.workspace.add_channel(id=SUPPORT, name="support", members=list(PEOPLE))
    await life.restarts(
        support_channel=SUPPORT,
        smtp_url=SecretStr(f"smtp://{ADDRESS}:{box.port}"),
        mail_from="releases@acme.example",
        support_email=(VENDOR,),
        mail_authserv_id=OUR_SERVER,
    )


def _arrived(life: Life, box: Postbox) -> None:
    """Tell what the vendor's support reads."""
    newest = box.mails[-1]
    life.happens(f"{VENDOR} gets mail {len(box.mails)}: {newest['Subject']}")


async def _answers(life: Life, box: Postbox, text: str) -> None:
    """Let the vendor answer the newest mail, and our own mail server find that it was the vendor."""
    asked, mail = box.mails[-1], EmailMessage()
    mail["Authentication-Results"] = f"{OUR_SERVER}; dmarc=pass header.from=vendor.example"
    mail["From"], mail["To"] = f"Priya Shah <{VENDOR}>", asked["Reply-To"]
    mail["Subject"], mail["Message-ID"] = f"Re: {asked['Subject']}", "<answer@vendor.example>"
    mail["In-Reply-To"] = asked["Message-ID"]
    mail.set_content(text)
    life.happens(f"{VENDOR} answers")
    await life.world.bot.intake.take_in(mail.as_bytes())
    await life.world.bot.dispatcher.drain()
