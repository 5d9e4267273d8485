"""The new words of a mail: without the history it quotes and without signatures; what it forwards is kept."""

import re
from textwrap import dedent

from bot.mail.quote_marks import (
    header_block,
    intro_length,
    is_above_this_line,
    is_forward,
    is_forward_mark,
    is_intro_above_quote,
    is_original_mark,
    is_quoted,
    is_rule,
    names_mailbox,
    unquoted,
)
from bot.mail.signatures import without_signature

_LINE_MAX = 2_000
"""Characters of a line that are looked at; a longer one is text."""
_PICTURE = re.compile(r"\[(?:cid:[^\]\s]{1,200}|image: [^\]]{0,200}|Image(?: removed by sender\.?)?)\]")
_FORWARDS_MAX = 10


def new_text(text: str, *, subject: str = "") -> str:
    """Return the words that the writer of this mail added; empty if there are none."""
    return _Reading(text.split("\n"), forwarded=is_forward(subject)).new_text()


class _Reading:
    """One way through the lines of a mail, from the top."""

    def __init__(self, lines: list[str], *, forwarded: bool) -> None:
        self._lines = lines
        self._forwarded = forwarded
        self._forwards = 0
        self._at = 0
        self._piece: list[str] = []
        self._pieces: list[list[str]] = []

    def new_text(self) -> str:
        while self._at < len(self._lines) and self._goes_on():
            pass
        self._end_piece()
        kept = "\n\n".join("\n".join(piece) for piece in self._pieces if piece)
        return dedent(re.sub(r"\n{3,}", "\n\n", kept).strip("\n").rstrip())

    def _goes_on(self) -> bool:
        """Read what stands here; False when all that follows is history."""
        line = self._lines[self._at]
        if len(line) > _LINE_MAX:
            self._keep(1)
            return True
        if is_quoted(line):
            self._leave_out_quote()
            return True
        if is_above_this_line(line):
            self._at += 1
            return not self._has_words()
        if is_forward_mark(line):
            self._keep_headers(1)
            return True
        if header_block(self._lines, self._at).length:
            return self._is_forwarded(0)
        if is_original_mark(line) and self._stands_above_headers():
            return self._is_forwarded(1)
        if length := intro_length(self._lines, self._at):
            return self._is_answered_below(length)
        self._keep(1)
        return True

    def _has_words(self) -> bool:
        return any(each.strip() for piece in (*self._pieces, self._piece) for each in piece)

    def _is_forwarded(self, marks: int) -> bool:
        """Keep the headers of a mail that is forwarded; else it is the one that was answered.

        Where nothing stands above them it is forwarded: nobody answers without a word.
        """
        if self._forwarded or not self._has_words():
            self._keep_headers(marks)
            return True
        return False

    def _is_answered_below(self, intro: int) -> bool:
        """Pass over the lines that say who wrote; what follows them without marks is history to the end.

        Without marks below, nor a mailbox in them, a person wrote them.
        """
        after = self._next_words(self._at + intro)
        is_marked = after < len(self._lines) and is_quoted(self._lines[after])
        if not is_marked and not names_mailbox(self._lines[self._at : self._at + intro]):
            self._keep(intro)
            return True
        self._end_piece()
        self._at = after
        return is_marked

    def _leave_out_quote(self) -> None:
        end = self._at
        while end < len(self._lines) and is_quoted(self._lines[end]):
            end += 1
            if (after := self._next_words(end)) < len(self._lines) and is_quoted(self._lines[after]):
                end = after
        inner = [unquoted(line) for line in self._lines[self._at : end]]
        first = next((each for each in inner if each.strip()), "")
        if is_forward_mark(first) and self._forwards < _FORWARDS_MAX:
            self._forwards += 1
            self._lines = [*inner, *self._lines[end:]]
            self._at = 0
            return
        while self._piece and not self._piece[-1].strip():
            self._piece.pop()
        if self._piece and is_intro_above_quote(self._piece, len(self._piece) - 1):
            self._piece.pop()
        self._end_piece()
        self._at = end

    def _keep_headers(self, marks: int) -> None:
        """Keep the lines above a forwarded mail and its headers; what that one answers is history again."""
        after = self._next_words(self._at + marks)
        headers = header_block(self._lines, after)
        self._forwarded = is_forward(headers.subject)
        self._keep(after + headers.length - self._at if headers.length else marks)

    def _stands_above_headers(self) -> bool:
        after = self._next_words(self._at + 1)
        return bool(header_block(self._lines, after).length or intro_length(self._lines, after))

    def _next_words(self, at: int) -> int:
        while at < len(self._lines) and not self._lines[at].strip():
            at += 1
        return at

    def _keep(self, count: int) -> None:
        self._piece += [
            line
            for line in self._lines[self._at : self._at + count]
            if not (len(line) <= _LINE_MAX and _PICTURE.fullmatch(line.strip()))
        ]
        self._at += count

    def _end_piece(self) -> None:
        """What was kept so far is one piece: it ends here, at a quotation or at the end."""
        while self._piece and (not self._piece[-1].strip() or is_rule(self._piece[-1])):
            self._piece.pop()
        self._pieces.append(without_signature(self._piece))
        self._piece = []
