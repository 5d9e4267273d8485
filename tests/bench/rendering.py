"""What rendering a message costs against making the same dicts by hand: `python -m tests.bench.rendering`.

By hand means with Slack's markup in f-strings, and text from people escaped. Both take turns, so that a busy
machine is as unkind to one as to the other; the figures are medians. Its bound is a factor of 5.
"""

from datetime import date
from statistics import median
from timeit import timeit

from rich.console import Console

from bot.slack.rendering import render_message
from views.actions import Press, pack
from views.dates import day_words
from views.inlines import Bold, Day, Link, Names, Person, say
from views.parts import (
    Button,
    Buttons,
    Divider,
    Fields,
    Heading,
    Message,
    Paragraph,
    Part,
    SmallPrint,
    listing,
    titled,
)

ROUNDS = 100
TIMES = 100
DAY = date(2026, 11, 30)
CHANGES = ("Navigation bar moves to the left", "Colours & fonts follow the <theme>")
OPT_INS = (("Offline mode", "Settings > Player > Offline"), ("Dark mode", "Settings > Search"))
DOCS = (("Release notes", "https://vendor.example/?a=1&b=2"), ("Guide", "https://vendor.example/guide"))
BUTTONS = ("Confirm live", "All passed", "Report urgent")


def in_parts() -> Message:
    """Say it in neutral parts."""
    day = Day(DAY, DAY)
    buttons = [Button(label, Press.CONFIRM_LIVE, pack(delivery=7)) for label in BUTTONS]
    opt_ins = [say("{name}: off by default. To enable it: {how}", name=n, how=how) for n, how in OPT_INS]
    lead = say(
        "Release {release} ({title}) is live on {where} since {day}, confirmed by {who}.",
        release=Bold("2026.11"),
        title="Player & more",
        where="the Standard Release server",
        day=day,
        who=Person("U0ANA"),
    )
    standing = [
        say("{server}: live since {day}", server="Standard Release server", day=day),
        say("{server}: planned for {day}", server="Controlled Release server", day=day),
    ]
    parts: tuple[Part, ...] = (
        Heading("2026.11 is live on Standard"),
        Paragraph(lead),
        *listing("Server by server", standing, most=1200),
        *listing("UI changes", CHANGES, most=1800),
        *listing("Opt-in features", opt_ins, most=1800),
        *listing("Documentation", [Link(url, title) for title, url in DOCS], most=2900),
        Divider(),
        titled("On Standard only", "Run your usual smoke tests, tell us if anything looks off."),
        Fields((("Release", Bold("2026.11")), ("Owner", Person("U0ANA")))),
        Paragraph(say("Next: Controlled, planned for {day}.", day=day)),
        SmallPrint(say("For {names}.", names=Names(("Acme LMS", "Beta & Co")))),
        Buttons(tuple(buttons)),
    )
    return Message(lead, parts, delivery=7)


def by_hand() -> tuple[str, list[dict[str, object]]]:
    """Make the same dicts by hand."""
    day = day_words(DAY, said_on=DAY)
    start = f"Release *{_escape('2026.11')}* ({_escape('Player & more')})"
    where = f"is live on {_escape('the Standard Release server')}"
    servers = (
        f"• {_escape('Standard Release server')}: live since {day}\n"
        f"• {_escape('Controlled Release server')}: planned for {day}"
    )
    changes = "\n".join(f"• {_escape(change)}" for change in CHANGES)
    opt_ins = "\n".join(
        f"• {_escape(name)}: off by default. To enable it: {_escape(how)}" for name, how in OPT_INS
    )
    docs = "\n".join(f"• <{_escape(url)}|{_escape(title)}>" for title, url in DOCS)
    return (
        f"{start} {where} since {day}, confirmed by <@U0ANA>.",
        [
            {
                "type": "header",
                "text": {"type": "plain_text", "text": "2026.11 is live on Standard"},
                "block_id": "delivery:7",
            },
            _section(f"{start} {where} since {day}, confirmed by <@U0ANA>."),
            _section(f"*Server by server*\n{servers}"),
            _section(f"*UI changes*\n{changes}"),
            _section(f"*Opt-in features*\n{opt_ins}"),
            _section(f"*Documentation*\n{docs}"),
            {"type": "divider"},
            _section("*On Standard only*\nRun your usual smoke tests, tell us if anything looks off."),
            {
                "type": "section",
                "fields": [
                    {"type": "mrkdwn", "text": f"*Release*\n*{_escape('2026.11')}*", "verbatim": True},
                    {"type": "mrkdwn", "text": "*Owner*\n<@U0ANA>", "verbatim": True},
                ],
            },
            _section(f"Next: Controlled, planned for {day}."),
            {
                "type": "context",
                "elements": [
                    {
                        "type": "mrkdwn",
                        "text": f"For {_escape('Acme LMS')} and {_escape('Beta & Co')}.",
                        "verbatim": True,
                    }
                ],
            },
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": label},
                        "action_id": Press.CONFIRM_LIVE.value,
                        "value": pack(delivery=7),
                    }
                    for label in BUTTONS
                ],
            },
        ],
    )


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _section(text: str) -> dict[str, object]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def main() -> None:
    """Measure both, and print them with the factor between them."""
    message = in_parts()
    rounds = [
        (timeit(by_hand, number=TIMES), timeit(lambda: render_message(message), number=TIMES))
        for _ in range(ROUNDS)
    ]
    hand, rendered, factor = (
        median(figures) for figures in zip(*((a, b, b / a) for a, b in rounds), strict=True)
    )
    Console().print(
        f"A message of {len(message.parts)} blocks: by hand {1e6 * hand / TIMES:.0f} µs, "
        f"rendered {1e6 * rendered / TIMES:.0f} µs, {factor:.1f} times as long (the bound is 5)."
    )


if __name__ == "__main__":
    main()
