"""HTML of a mail as text: what a reader would see, quotations marked with `>` as in a mail without HTML.

`inscriptis` lays out text, lists and tables. What it cannot know of mails is prepared for it here, and so is
what would make it slow: a cell as wide as a page, tables within tables.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

HTML_MAX = 300_000
"""Characters of HTML that are read."""
_CELL_MAX, _CELLS_MAX = 200, 2_000
"""Characters of a cell, and cells of a table when all rows are as long as the longest; else it is layout."""
_QUOTES_MAX = 50
_SIGNATURE_MAX = 1_500
"""A signature is short; what is longer holds more than that."""
_MARK = "\ue000{}\ue001"
_MARKED = re.compile("\ue000(\\d+)\ue001")
_PRIVATE = re.compile("[\ue000\ue001]")
_ILLEGAL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SIGNATURE = re.compile(r"(?:^|[\s_-]|ydp\w+)signature(?:\s|$|_prefix)", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_TAG = re.compile(r"<[^>]{0,2000}>")
_CODE = re.compile(r"<(/?)(?:script|style)\b[^>]{0,200}>", re.IGNORECASE)
_STRUCK = ("s", "strike", "del")
_DROPPED = ("script", "style", "head", "title", "noscript", "template", "svg", "object", "iframe")


def text_of(html: str) -> tuple[str, bool]:
    """Return the text of a page, and whether it could be laid out; if not, its tags were merely taken out."""
    page = html[:HTML_MAX]
    try:
        laid_out = _laid_out(page)
    except Exception:  # noqa: BLE001 - whatever lxml and inscriptis raise, the words of the mail are still there
        laid_out = ""
    if laid_out.strip():
        return laid_out, True
    words = _without_tags(page)
    return words, not words.strip()


def _without_tags(html: str) -> str:
    inside = False
    kept: list[str] = []
    for at, piece in enumerate(_CODE.split(html)):
        if at % 2:
            inside = piece != "/"
        elif not inside:
            kept.append(unescape(_TAG.sub(" ", piece)))
    return "".join(kept)


def _laid_out(html: str) -> str:
    from lxml.html import document_fromstring  # noqa: PLC0415 - slow to load, and only mails need it

    plain = _PRIVATE.sub("", _ILLEGAL.sub("", _DECLARATION.sub("", html, count=1)))
    if not plain.strip():
        return ""
    page = document_fromstring(f"<div>{plain}</div>" if "<" not in plain else plain)
    _drop(page, _unseen(page))
    _drop(page, _signatures(page))
    for each in _elements(page):
        each.attrib.pop("style", None)  # a margin may be as wide as it likes
    _prepare(page)
    quotes = _take_out_quotes(page)
    return _with_quotes(_rendered(page), quotes)


def _rendered(page: Any) -> str:  # noqa: ANN401 - lxml has no types
    from inscriptis.css_profiles import CSS_PROFILES  # noqa: PLC0415 - as above
    from inscriptis.html_engine import Inscriptis  # noqa: PLC0415 - as above
    from inscriptis.model.config import ParserConfig  # noqa: PLC0415 - as above

    text: str = Inscriptis(page, ParserConfig(css=CSS_PROFILES["strict"])).get_text()
    return text


def _elements(page: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    return (each for each in page.iter() if isinstance(each.tag, str))


def _unseen(page: Any) -> list[Any]:  # noqa: ANN401 - lxml has no types
    return [
        each
        for each in _elements(page)
        if each.tag in _DROPPED or "hidden" in each.attrib or _HIDDEN.search(each.get("style", ""))
    ]


def _signatures(page: Any) -> list[Any]:  # noqa: ANN401 - lxml has no types
    return [
        each
        for each in _elements(page)
        if _SIGNATURE.search(each.get("class", "") + " " + each.get("id", ""))
        and each.tag in {"div", "p", "span", "table", "pre"}
        and each.find(".//blockquote") is None
        and len(each.text_content()) <= _SIGNATURE_MAX
    ]


def _drop(page: Any, found: list[Any]) -> None:  # noqa: ANN401 - lxml has no types
    for each in found:
        if each is not page and each.tag != "body" and each.getparent() is not None:
            each.drop_tree()


def _prepare(page: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Make plain what only a program for mails knows: Word's paragraphs, links, tables for layout."""
    for each in list(_elements(page)):
        if each.tag == "p" and each.get("class", "").startswith("Mso"):
            each.tag = "div"  # Word's style sheet takes the space around them away
        if each.tag in {"p", "div"} and each.find(".//div") is None and _is_blank_line(each):
            each.append(each.makeelement("br"))
        elif each.tag in {"ul", "ol"} and each.getparent() is not None and each.getparent().tag != "li":
            each.addprevious(_empty_line(each))
            each.addnext(_empty_line(each))
        elif each.tag == "a":
            _show_address(each)
        elif each.tag in _STRUCK:
            _strike(each)
        elif each.tag == "table" and _is_layout(each):
            _take_apart(each)
        elif each.tag == "table":
            _make_cells_lines(each)


def _strike(words: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Write what is struck out as Markdown does: whoever reads it must see that it counts no more."""
    if words.text_content().strip():
        words.text = f"~~{words.text or ''}"
        if len(words):
            words[-1].tail = f"{words[-1].tail or ''}~~"
        else:
            words.text += "~~"


def _make_cells_lines(table: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Let each cell be one line, so that a row is one: a date may be broken after its day of the week."""
    for br in list(table.iter("br")):
        br.tag, br.text = "span", " "


def _empty_line(page: Any) -> Any:  # noqa: ANN401 - lxml has no types
    line = page.makeelement("div")
    line.append(line.makeelement("br"))
    return line


def _is_blank_line(paragraph: Any) -> bool:  # noqa: ANN401 - lxml has no types
    """Say whether nothing but a hard blank is in it: that is how programs for mails write an empty line."""
    text = paragraph.text_content()
    return "\u00a0" in text and not text.strip() and paragraph.find(".//br") is None


def _show_address(link: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Write where a link leads behind its words, unless they say so."""
    target, words = link.get("href", "").strip(), link.text_content().strip()
    plain = target.removesuffix("/")
    if words and target.startswith(("http://", "https://")) and plain.split("://")[1] not in words:
        last = link[-1] if len(link) else None
        if last is None:
            link.text = f"{link.text or ''} ({target})"
        else:
            last.tail = f"{last.tail or ''} ({target})"


def _is_layout(table: Any) -> bool:  # noqa: ANN401 - lxml has no types
    if table.find(".//table") is not None or table.find(".//blockquote") is not None:
        return True
    rows = [[len(cell.text_content()) for cell in row.iter("td", "th")] for row in table.iter("tr")]
    widest = max(map(len, rows), default=0)
    return (
        widest < 2  # noqa: PLR2004 - a table of one column is none
        or len(rows) * widest > _CELLS_MAX
        or any(length > _CELL_MAX for row in rows for length in row)
    )


def _take_apart(table: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Make blocks of the rows and cells of a table; tables within its cells stay."""
    waiting = [table]
    while waiting:
        part = waiting.pop()
        part.tag = "div"
        waiting += [each for each in part if each.tag in {"tbody", "thead", "tfoot", "tr", "td", "th"}]


def _take_out_quotes(page: Any) -> list[str]:  # noqa: ANN401 - lxml has no types
    """Replace each quotation by a mark, the inner ones first; return the text of each."""
    quotes: list[str] = []
    found = [each for each in page.iter("blockquote") if _is_quote(each)][:_QUOTES_MAX]
    for each in reversed(found):
        text, tail = _rendered_alone(each), each.tail
        quotes.append(text)
        each.clear()
        each.tag, each.text, each.tail = "div", _MARK.format(len(quotes) - 1), tail
    return quotes


def _rendered_alone(quote: Any) -> str:  # noqa: ANN401 - lxml has no types
    tail, quote.tail, tag, quote.tag = quote.tail, None, quote.tag, "div"
    try:
        return _rendered(quote)
    finally:
        quote.tail, quote.tag = tail, tag


def _is_quote(blockquote: Any) -> bool:  # noqa: ANN401 - lxml has no types
    return blockquote.get("type") == "cite" or "quote" in blockquote.get("class", "").lower()


def _with_quotes(text: str, quotes: list[str]) -> str:
    """Put the quotations back, each line with its `>`."""
    if not quotes:
        return text
    out: list[str] = []
    for line in text.split("\n"):
        found = _MARKED.fullmatch(line.strip())
        if found:
            inner = _with_quotes(quotes[int(found[1])].strip("\n"), quotes)
            out += [f"> {each}".rstrip() for each in inner.split("\n")]
        else:
            out.append(line)
    return "\n".join(out)
