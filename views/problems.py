"""Problems of fields in plain words: for forms, the command line and, escaped, for messages."""

from collections.abc import Sequence

from rollouts.refusals import Fault, Problem
from rollouts.texts import readable
from views.dates import plain_iso
from views.wording import shortened

DETAIL_MOST = 150
ENTRY_MOST = 100

_FIELDS = {
    "name": "Name",
    "title": "Title",
    "summary": "Summary",
    "ui_changes": "UI changes",
    "opt_ins": "Opt-in features",
    "docs": "Documentation",
    "channel": "Channel",
    "owner": "Owner",
    "owners": "Owners",
    "environments": "Environments",
    "timezone": "Time zone",
    "servers": "Servers",
    "key": "Key",
    "former_name": "Former name",
    "lag_days": "Lag days",
    "text": "Text",
    "value": "Value",
    "groups": "User groups",
    "sources": "Sources",
    "feed": "Feed",
    "why": "Reason",
    "again_on": "Ask again on",
}

_SPEAK_FOR_THEMSELVES = frozenset({"day", "since"})
"""Fields of which a sentence says by itself what it is about: the one day that was given."""


def plain(problem: Problem, *, with_field: bool = True) -> str:
    """Say what is wrong with one field, and what would be right."""
    words = _words(problem)
    if not with_field or problem.field in _SPEAK_FOR_THEMSELVES:
        return words
    entry = f"{shortened(readable(problem.entry), ENTRY_MOST)}, " if problem.entry else ""
    return f"{entry}{_field(problem.field)}: {words[0].lower()}{words[1:]}"


def field_of(name: str, fields: Sequence[str]) -> str:
    """Return the form's field for a problem: its own, else one of its kind, else the first."""
    kind = name.partition(".")[0]
    own = (field for field in fields if field == name)
    of_its_kind = (field for field in fields if field.partition(".")[0] == kind)
    return next(own, None) or next(of_its_kind, fields[0])


def _field(name: str) -> str:
    """Name a field; `dates.standard` becomes "Date on standard"."""
    kind, _, server = name.partition(".")
    prefix = {"dates": "Date on", "live": "Live date on"}.get(kind)
    return f"{prefix} {shortened(readable(server), DETAIL_MOST)}" if prefix else _FIELDS.get(name, name)


def _words(problem: Problem) -> str:
    detail = shortened(readable(problem.detail), DETAIL_MOST)
    match problem.fault:
        case Fault.PAST if problem.field == "again_on":
            return f"It is too late to ask on that day. Choose {plain_iso(detail)} or later."
        case Fault.PAST:
            return (
                f"This day is past, today is {plain_iso(detail)}. "
                "Choose a later day, or import the release as already live."
            )
        case Fault.BEFORE_PREVIOUS_SERVER if problem.field.startswith(("dates.", "day")):
            return (
                f"Choose {plain_iso(detail)} or later: "
                "a release comes to each server at least a day after the one before."
            )
        case Fault.REACHES_NEXT_SERVER:
            return (
                f"It comes to the next server on {plain_iso(detail)}, at least a day later. "
                "Choose an earlier day, or move the later servers along."
            )
        case Fault.NOT_TAKEN:
            return f"{detail[:1].upper()}{detail[1:]}."
        case Fault.NOT_LIVE_YET:
            return f"It cannot be live already: {plain_iso(detail)} is still to come."
        case _:
            value = shortened(readable(problem.value), DETAIL_MOST)
            words = _SENTENCES[problem.fault].format(detail, line=problem.line, value=value)
            # What was typed may stand in such quotes itself.
            return words.replace("““", "“").replace("””", "”")


_SENTENCES = {
    Fault.MISSING: "This is needed.",
    Fault.TOO_LONG: "This is too long: at most {} characters.",
    Fault.TOO_MANY: "These are too many: at most {}.",
    Fault.TAKEN: "“{}” exists already. Choose another name.",
    Fault.CALLED_LIKE_SERVER: "This means the {} here. Choose another name.",
    Fault.CALLED_LIKE_COMMAND: "{} is a command, so this would not be found. Choose another name.",
    Fault.UNREADABLE: "This has a character that cannot be stored. Please type it anew.",
    Fault.INVISIBLE: "Nothing of this can be seen. Use letters, digits or signs.",
    Fault.PINGS_EVERYONE: "This would notify a whole channel or group. Leave out the “<!…>”.",
    Fault.BEFORE_PREVIOUS_SERVER: "Lags must not be negative and must not shrink from server to server: {}.",
    Fault.UNKNOWN_SERVER: "“{value}” is no server. Servers: {}.",
    Fault.UNKNOWN_ZONE: "“{}” is no time zone. Write it like Europe/Berlin.",
    Fault.NOT_A_LINK: "“{}” is no address. Write a title, then an address that begins with https://.",
    Fault.NOT_AN_ADDRESS: "“{}” is no address of a feed. "
    "Write one that begins with https://, without a password.",
    Fault.OPT_IN_UNCLEAR: "Line {line} is not understood: “{}”. "
    "Write it like “Offline mode | Settings > Player > Offline | off”, with on or off as the default.",
    Fault.LINK_UNCLEAR: "Line {line} is not understood: “{}”. "
    "Write a title, then one address that begins with https://.",
    Fault.TWICE: "“{}” stands here twice.",
    Fault.OUT_OF_RANGE: "{} cannot be meant: give a day between the years 2000 and 2199.",
    Fault.NOT_LOOKED_UP: "{} is a name, and Slack has to be asked which channel it is. "
    "Set SLACK_BOT_TOKEN, or give the channel's id.",
    Fault.NO_CHANNEL: "“{}” is no channel. Write its name, like #acme, its link or its id.",
    Fault.NO_PERSON: "“{}” is nobody. Write an e-mail address, a name like @ben, or an id.",
    Fault.NOT_FOUND: "I do not find {} in Slack. If it is private, invite me there first.",
    Fault.NOT_IN_CHANNEL: "I cannot see this channel. Type /invite @Fortnight there, then send this again.",
    Fault.YOU_ARE_NOT_IN_CHANNEL: "You are not in this channel. "
    "Join it and send this again, or ask a manager to do this.",
    Fault.NOBODY_FOUND: "I find nobody called {}. Give an e-mail address or an id.",
    Fault.NOT_THE_ONLY_ONE: "More than one goes by {}. Give an e-mail address or an id.",
    Fault.IS_ARCHIVED: "This channel is archived. Open it again, or choose another one.",
    Fault.IS_DEACTIVATED: "Somebody in it has an account that is deactivated. Choose somebody else.",
    Fault.IS_GUEST: "Somebody in it is a guest, who can change nothing here. Choose somebody else.",
    Fault.IS_OUTSIDER: "Somebody in it is of another organisation. Choose somebody else.",
    Fault.IN_USE: "{} still needs its server, so it cannot go.",
}
