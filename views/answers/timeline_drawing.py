"""Drawing days, windows and states. It stands on a ground of its own, so that it reads in light and dark.

What a colour says a shape and a word say too, so that it reads in grey.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Final

from rollouts.releases import Standing
from views.dates import short_month

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont


@dataclass(frozen=True, slots=True)
class Lane:
    """A release on one server: what is written, its day, and where it stands."""

    label: str
    day: date
    standing: Standing


@dataclass(frozen=True, slots=True)
class Block:
    """A release with its lanes, in the servers' order."""

    name: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn; `left_out` says how much is not."""

    title: str
    today: date
    blocks: tuple[Block, ...]
    left_out: str = ""


WIDTH: Final = 1400
CHART_LEFT, CHART_RIGHT = 560, WIDTH - 60
TOP, NAME_HEIGHT, LANE_HEIGHT, GAP, BOTTOM = 130, 40, 38, 22, 60
MARK: Final = 11
MARGIN: Final = timedelta(days=5)
BACK, AHEAD = timedelta(days=60), timedelta(days=120)
"""How far the days reach at most; what lies beyond is told in words alone."""

SMALL, MIDDLE, LARGE = 20, 22, 32
"""The sizes of what is written."""
NO_SIGN: Final = "\uffff"
"""No font has it: Unicode assigns it to nothing."""

GROUND, INK, FAINT, GRID = "#ffffff", "#1d1c1d", "#5f5e60", "#d5d4d6"
WINDOW, WINDOW_EDGE = "#cfe3e0", "#24504c"
_COLOURS: Final = {
    Standing.PLANNED: "#2c4f8f",
    Standing.DUE: "#8a5200",
    Standing.LIVE: "#1c6b3a",
    Standing.HOTFIXED: "#1c6b3a",
    Standing.ROLLED_BACK: "#9b2226",
    Standing.HELD: "#4a4a4a",
    Standing.WITHDRAWN: "#4a4a4a",
}
"""Each is at least 4.5 times as dark as the ground (WCAG 2.2, 1.4.3)."""
_GOES_ON: Final = {Standing.PLANNED, Standing.DUE, Standing.LIVE, Standing.HOTFIXED}
"""After these a window follows until the next server's day."""


def draw(picture: Picture) -> bytes:
    """Draw it as a PNG."""
    # Pillow is slow to load, and few pictures are asked for.
    from PIL import Image, ImageDraw  # noqa: PLC0415 - as said above

    height = TOP + sum(_height(block) for block in picture.blocks) + BOTTOM
    image = Image.new("RGB", (WIDTH, height), GROUND)
    drawing = _Drawing(ImageDraw.Draw(image), picture, height)
    drawing.frame()
    drawing.blocks()
    made = BytesIO()
    image.quantize().save(made, "PNG", optimize=True)
    return made.getvalue()


@cache
def _font(size: int) -> "FreeTypeFont":
    """Return a font with Latin, Greek and Cyrillic letters; the one that Pillow brings has not even an é."""
    from PIL import ImageFont  # noqa: PLC0415 - as above

    file = files("font_source_sans_pro") / "files" / "SourceSansPro-Regular.ttf"
    return ImageFont.truetype(BytesIO(file.read_bytes()), size)


def can_write(text: str) -> bool:
    """Say whether the font has all signs of the text; Pillow draws a box in place of one that it has not."""
    font = _font(SMALL)
    box = _drawn(NO_SIGN, font)
    return all(sign.isspace() or _drawn(sign, font) != box for sign in set(text))


def _drawn(sign: str, font: "FreeTypeFont") -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(sign)
    return mask.size, bytes(mask)


def _height(block: Block) -> int:
    return NAME_HEIGHT + LANE_HEIGHT * len(block.lanes) + GAP


class _Drawing:
    def __init__(self, canvas: "ImageDraw", picture: Picture, height: int) -> None:
        self._canvas = canvas
        self._picture = picture
        self._height = height
        self._small, self._middle, self._large = (_font(size) for size in (SMALL, MIDDLE, LARGE))
        days = [lane.day for block in picture.blocks for lane in block.lanes]
        today = picture.today
        self._first = max(min([today, *days]) - MARGIN, today - BACK)
        self._last = min(max([today, *days]) + 2 * MARGIN, today + AHEAD)

    def frame(self) -> None:
        """Draw what stands behind the releases: title, months, Mondays and today."""
        self._text((40, 28), self._picture.title, self._large, INK)
        bottom = self._height - BOTTOM + 10
        for offset in range((self._last - self._first).days + 1):
            day = self._first + timedelta(days=offset)
            x = self._x(day)
            if day.day == 1:
                self._canvas.line((x, TOP - 58, x, bottom), fill=FAINT, width=2)
                self._text((x + 8, TOP - 60), short_month(day), self._small, FAINT)
            elif day.weekday() == 0:
                self._canvas.line((x, TOP - 8, x, bottom), fill=GRID, width=1)
            if day.weekday() == 0:
                self._centred((x, TOP - 32), str(day.day), self._small, FAINT)
        x = self._x(self._picture.today)
        self._canvas.line((x, TOP - 8, x, bottom), fill=INK, width=3)
        self._centred((x, bottom + 2), "today", self._middle, INK)
        note = self._picture.left_out if self._picture.blocks else "No release in these weeks."
        self._text((40, bottom + 8), note, self._small, FAINT)
        self._text((40, TOP - 34), "Bar: live on that server, not yet on the next", self._small, FAINT)

    def blocks(self) -> None:
        """Draw each release: its name, and a lane for each server."""
        y = TOP
        for block in self._picture.blocks:
            self._text(
                (40, y + 6), self._fitting(block.name, CHART_LEFT - 70, self._middle), self._middle, INK
            )
            y += NAME_HEIGHT
            for number, lane in enumerate(block.lanes):
                self._lane(lane, block.lanes[number + 1 :], y + LANE_HEIGHT // 2)
                y += LANE_HEIGHT
            self._canvas.line((40, y + GAP // 2, WIDTH - 40, y + GAP // 2), fill=GRID, width=1)
            y += GAP

    def _lane(self, lane: Lane, later: tuple[Lane, ...], y: int) -> None:
        self._text((60, y - 13), self._fitting(lane.label, CHART_LEFT - 90, self._small), self._small, INK)
        coming = next((one for one in later if one.standing in _GOES_ON), None)
        if lane.standing in _GOES_ON and coming and lane.day < coming.day:
            begin, end = self._x(self._within(lane.day)), self._x(self._within(coming.day))
            if end > begin:
                self._canvas.rectangle((begin, y - 9, end, y + 9), fill=WINDOW, outline=WINDOW_EDGE, width=2)
        if self._first <= lane.day <= self._last:
            self._mark(lane.standing, self._x(lane.day), y)

    def _mark(self, standing: Standing, x: int, y: int) -> None:
        canvas, colour, box = self._canvas, _COLOURS[standing], (x - MARK, y - MARK, x + MARK, y + MARK)
        match standing:
            case Standing.PLANNED | Standing.DUE:
                canvas.ellipse(box, fill=GROUND, outline=colour, width=4)
                if standing is Standing.DUE:
                    canvas.pieslice(box, 90, 270, fill=colour)
            case Standing.LIVE | Standing.HOTFIXED:
                canvas.ellipse(box, fill=colour)
                if standing is Standing.HOTFIXED:
                    canvas.line((x - 6, y, x + 6, y), fill=GROUND, width=3)
                    canvas.line((x, y - 6, x, y + 6), fill=GROUND, width=3)
            case Standing.ROLLED_BACK:
                canvas.polygon((x - MARK - 2, y, x + MARK, y - MARK, x + MARK, y + MARK), fill=colour)
            case Standing.HELD:
                canvas.rectangle(box, fill=GROUND, outline=GROUND)
                canvas.rectangle((x - MARK, y - MARK, x - 4, y + MARK), fill=colour)
                canvas.rectangle((x + 4, y - MARK, x + MARK, y + MARK), fill=colour)
            case _:  # withdrawn
                canvas.line((x - MARK, y - MARK, x + MARK, y + MARK), fill=colour, width=5)
                canvas.line((x - MARK, y + MARK, x + MARK, y - MARK), fill=colour, width=5)

    def _x(self, day: date) -> int:
        share = (day - self._first) / (self._last - self._first)
        return round(CHART_LEFT + share * (CHART_RIGHT - CHART_LEFT))

    def _within(self, day: date) -> date:
        return max(self._first, min(day, self._last))

    def _text(self, at: tuple[int, int], text: str, font: "FreeTypeFont", colour: str) -> None:
        self._canvas.text(at, text, font=font, fill=colour)

    def _centred(self, at: tuple[int, int], text: str, font: "FreeTypeFont", colour: str) -> None:
        self._canvas.text(at, text, font=font, fill=colour, anchor="ma")

    def _fitting(self, text: str, most: int, font: "FreeTypeFont") -> str:
        """Cut it, with an ellipsis, where it would run into the days."""
        if self._canvas.textlength(text, font=font) <= most:
            return text
        while self._canvas.textlength(f"{text}…", font=font) > most:
            text = text[:-1].rstrip()
        return f"{text}…"
