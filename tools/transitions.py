"""Writes the table of what may become of a release into its document; `--check` only compares."""

import sys
from pathlib import Path

from rollouts.releases import Status
from rollouts.transitions import Verb, after
from views.posts.stages import STATUS_WORDS

FILE = Path(__file__).parent.parent / "docs/changing-releases.md"
BEGIN, END = "<!-- transitions: written by tools/transitions.py -->", "<!-- end of transitions -->"


def table() -> str:
    """Return the table: a row for each state, a column for each verb."""
    head = f"| | {' | '.join(f'`{verb.value}`' for verb in Verb)} |"
    rule = f"| --- |{' --- |' * len(Verb)}"
    rows = [
        f"| {STATUS_WORDS[status]} | {' | '.join(_cell(status, verb) for verb in Verb)} |"
        for status in Status
    ]
    return "\n".join([head, rule, *rows])


def _cell(status: Status, verb: Verb) -> str:
    found = after(status, verb)
    return "-" if found is None else STATUS_WORDS[found]


def written(text: str) -> str:
    """Return the document with the table of today in its place."""
    before, _, rest = text.partition(BEGIN)
    _, _, behind = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{behind}"


def main() -> int:
    """Write it, or say that it is not what it should be."""
    text = FILE.read_text(encoding="utf-8")
    if "--check" not in sys.argv:
        FILE.write_text(written(text), encoding="utf-8")
        return 0
    if written(text) != text:
        sys.stderr.write(f"{FILE.name} lacks the table of today: python tools/transitions.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
