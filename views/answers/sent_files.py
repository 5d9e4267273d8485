"""What is answered when somebody asked for a file: where it is, or why it is not there."""

from dataclasses import replace

from views.actions import Press, pack
from views.files import File
from views.inlines import Channel, Person, say, sentences
from views.parts import Button, Buttons, Message, said


def sent(file: File, *, can_share: bool) -> Message:
    """Say that the file is in the asker's direct messages; a picture can be shown to the channel too."""
    words = say("{title}: it is in your direct messages with Fortnight.", title=file.title)
    if not can_share:
        return said(words)
    return said(words, Buttons((Button("Share in channel", Press.SHARE_TIMELINE, pack(file="timeline")),)))


def by(file: File, person: str) -> File:
    """Name the one who shares the file in what is said beside it."""
    return replace(file, words=sentences(file.words, say("Shared by {who}.", who=Person(person))))


def shared(file: File, channel: str) -> Message:
    """Say that everybody in the channel sees it now."""
    return said(say("{title}: it is in {channel} now.", title=file.title, channel=Channel(channel)))
