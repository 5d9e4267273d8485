"""Files that are sent or shared, in no chat system's terms."""

from dataclasses import dataclass

from views.inlines import Words


@dataclass(frozen=True, slots=True)
class File:
    """A file with what is said beside it; `alt` describes a picture to those who do not see it."""

    name: str
    title: str
    content: bytes
    words: Words
    alt: str = ""
