"""Writes the phrasings into their page; `--check` only compares."""

import sys

from tests.phrasings.page import FILE, written

text = FILE.read_text(encoding="utf-8")
if "--check" not in sys.argv:
    FILE.write_text(written(text), encoding="utf-8")
elif written(text) != text:
    sys.exit(f"{FILE.name} lacks the phrasings of today: python -m tests.phrasings")
