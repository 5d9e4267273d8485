"""The words of questions, and what each means in one. The names that questions speak of are in `names.py`."""

from enum import Enum, auto
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


class Sense(Enum):
    """What a word, or a name, does in a question."""

    WHAT = auto()
    WHO = auto()
    WHEN = auto()
    WHERE = auto()
    HOW = auto()
    CAN = auto()
    ANY = auto()
    EVERY = auto()
    NOT = auto()
    PAST = auto()
    LIVE = auto()
    LATEST = auto()
    COME = auto()
    ARRIVED = auto()
    NEXT = auto()
    HAPPEN = auto()
    READY = auto()
    VALID = auto()
    CHANGED = auto()
    TEST = auto()
    LEFT = auto()
    BROKEN = auto()
    ABOUT = auto()
    NOUN = auto()
    INTEGRATIONS = auto()
    IT = auto()
    OWN = auto()
    WE = auto()
    HELP = auto()
    URGENT = auto()
    AFFECT = auto()
    TODO = auto()
    LATE = auto()
    ON_TIME = auto()
    HELD = auto()
    ROLLED_BACK = auto()
    HOTFIXED = auto()
    WITHDRAWN = auto()
    WINDOW = auto()
    END = auto()
    PERSON = auto()
    CONFIRMED = auto()
    CONTENT = auto()
    BLOCK = auto()
    WHY = auto()
    DONE = auto()
    MUST_TEST = auto()
    MOVED = auto()
    COUNT = auto()
    RISK = auto()
    ACCEPTED = auto()
    BOTH = auto()
    VERDICT = auto()
    # What the ledger and the calendar know.
    SERVER = auto()
    RELEASE = auto()
    INTEGRATION = auto()
    PERIOD = auto()


_WORDS: Final = {
    Sense.WHAT: "what which",
    Sense.WHO: "who whom team teams people",
    Sense.WHEN: "when date dates eta",
    Sense.WHERE: "where",
    Sense.HOW: "how",
    Sense.CAN: "can could may should",
    Sense.ANY: "any anything anyone anybody something somebody someone",
    Sense.EVERY: "all every each everybody everyone everything everywhere",
    Sense.NOT: "not never forgot forgotten",
    Sense.PAST: "did has have had",
    Sense.LIVE: "live running runs run active installed",
    Sense.LATEST: "latest newest current last",
    Sense.COME: "come comes coming arrive arrives arriving reach reaches reaching get gets getting land "
    "lands landing ship ships shipping go goes going hit hits due deploy deploys",
    Sense.ARRIVED: "came arrived reached landed shipped went gone deployed released out available",
    Sense.NEXT: "next upcoming planned scheduled plan plans schedule roadmap calendar",
    Sense.HAPPEN: "happen happens happening",
    Sense.READY: "ready prepared readiness",
    Sense.VALID: "validated validate validation pass passed",
    Sense.CHANGED: "changed change changes new news happened missed miss history",
    Sense.TEST: "test tested testing tests check checks checked verify verified",
    Sense.LEFT: "left open outstanding remaining missing pending unfinished",
    Sense.BROKEN: "broken down wrong problem problems issue issues bug bugs incident incidents failing "
    "failed fails error errors outage outages trouble broke case cases",
    Sense.ABOUT: "about status overview summary state details detail",
    Sense.NOUN: "release releases version versions",
    Sense.INTEGRATIONS: "integration integrations",
    Sense.IT: "it this that its",
    Sense.OWN: "our ours my mine",
    Sense.WE: "we us me i",
    Sense.HELP: "help",
    Sense.URGENT: "urgent",
    Sense.AFFECT: "affect affects affected affecting impact impacts impacted",
    Sense.TODO: "todo task tasks",
    Sense.MOVED: "moved rescheduled",
    Sense.RISK: "risk risks",
    Sense.BOTH: "both",
    Sense.VERDICT: "verdict",
    Sense.ACCEPTED: "accept accepts accepted",
    Sense.LATE: "late delayed overdue postponed",
    Sense.HELD: "held",
    Sense.ROLLED_BACK: "rollback rollbacks reverted",
    Sense.HOTFIXED: "hotfixed hotfix hotfixes",
    Sense.WITHDRAWN: "withdrawn cancelled canceled",
    Sense.WINDOW: "window windows deadline",
    Sense.END: "close closes closing closed end ends ended",
    Sense.PERSON: "owner owners owns owned responsible contact channel",
    Sense.CONFIRMED: "confirmed",
    Sense.CONTENT: "feature features docs documentation",
    Sense.BLOCK: "block blocking blocks blocked blocker blockers",
    Sense.WHY: "why",
    Sense.DONE: "done finished",
}
WORDS: Final = {word: sense for sense, words in _WORDS.items() for word in words.split()}
"""What each word means by itself."""

FILLERS: Final = _set(
    "a an the of to on onto in into at by for from with and or is are was were be been being am do "
    "does so ok okay just please pls kindly hi hey hello thanks thank thx you if whether there here "
    "then also too already yet now currently still ever exactly actually really right moment will "
    "would shall need needs needed must to must let know see say give tell show list want like server "
    "servers environment environments env doing as than until fortnight anymore one ones look looks "
    "looking work works things thing stuff much up-to-date morning rn asap"
)
"""These change nothing."""

TOGETHER: Final[dict[tuple[str, ...], Sense | None]] = {
    ("can", "you"): None,
    ("could", "you"): None,
    ("can", "i", "ask"): Sense.HELP,
    ("can", "i", "do"): Sense.HELP,
    ("can", "you", "do"): Sense.HELP,
    ("tell", "me"): None,
    ("show", "me"): None,
    ("give", "me"): None,
    ("let", "me", "know"): None,
    ("how", "long"): Sense.WHEN,
    ("how", "soon"): Sense.WHEN,
    ("how", "many", "days"): Sense.WHEN,
    ("how", "many", "weeks"): Sense.WHEN,
    ("how", "many"): Sense.COUNT,
    ("how", "much"): Sense.COUNT,
    ("number", "of"): Sense.COUNT,
    ("good", "morning"): None,
    ("what", "day"): Sense.WHEN,
    ("which", "day"): Sense.WHEN,
    ("what", "date"): Sense.WHEN,
    ("which", "date"): Sense.WHEN,
    ("good", "to", "go"): Sense.READY,
    ("all", "set"): Sense.READY,
    ("all", "good"): Sense.READY,
    ("ui", "change"): Sense.CONTENT,
    ("ui", "changes"): Sense.CONTENT,
    ("visual", "changes"): Sense.CONTENT,
    ("on", "hold"): Sense.HELD,
    ("rolled", "back"): Sense.ROLLED_BACK,
    ("taken", "back"): Sense.WITHDRAWN,
    ("called", "off"): Sense.WITHDRAWN,
    ("hot", "fix"): Sense.HOTFIXED,
    ("hot", "fixed"): Sense.HOTFIXED,
    ("rolled", "out"): Sense.ARRIVED,
    ("roll", "out"): Sense.COME,
    ("smoke", "test"): Sense.TEST,
    ("smoke", "tests"): Sense.TEST,
    ("smoke", "tested"): Sense.TEST,
    ("on", "fire"): Sense.BROKEN,
    ("the", "release"): Sense.IT,
    ("this", "release"): Sense.IT,
    ("that", "release"): Sense.IT,
    ("the", "version"): Sense.IT,
    ("the", "new", "release"): Sense.IT,
    ("the", "new", "version"): Sense.IT,
    ("this", "version"): Sense.IT,
    ("the", "latest"): Sense.LATEST,
    ("have", "to", "do"): Sense.TODO,
    ("need", "to", "do"): Sense.TODO,
    ("to", "do"): Sense.TODO,
    ("have", "to", "test"): Sense.MUST_TEST,
    ("need", "to", "test"): Sense.MUST_TEST,
    ("should", "i", "do"): Sense.TODO,
    ("should", "we", "do"): Sense.TODO,
    ("on", "time"): Sense.ON_TIME,
    ("on", "track"): Sense.ON_TIME,
    ("on", "schedule"): Sense.ON_TIME,
    ("since", "when"): Sense.WHEN,
    ("how", "much", "time"): Sense.WHEN,
    ("release", "notes"): Sense.CONTENT,
    ("opt", "in"): Sense.CONTENT,
    ("opt", "ins"): Sense.CONTENT,
}
"""Words that mean something else together; None where they change nothing."""

YES_OR_NO: Final = _set("is are was has have had did does do can could may should will")
"""A question that begins with one of these can be answered with yes or no, unless it asks what or who."""
GREETINGS: Final = _set("hi hey hello fortnight please so ok okay and also well now then good morning")
"""May stand before it."""

USUAL_SLIPS: Final = {
    "wen": "when",
    "wat": "what",
    "wats": "what",
    "hwo much": "how",
    "hwo many": "how",
    "hwo long": "how",
    "woh": "who",
    "mny": "many",
    "mnay": "many",
    "hvae": "have",
    "ahve": "have",
    "opne": "open",
    "rsik": "risk",
    "manny": "many",
    "r": "are",
    "u": "you",
    "hepl": "help",
    "hlep": "help",
    "chanel": "channel",
    "wht": "what",
    "waht": "what",
    "hwat": "what",
    "whta": "what",
    "wher": "where",
    "nxt": "next",
    "teh": "the",
    "hte": "the",
    "si": "is",
    "ti": "it",
    "hwen": "when",
    "hwo": "who",
    "wich": "which",
    "liev": "live",
    "deos": "does",
    "yte": "yet",
    "nwe": "new",
    "happend": "happened",
    "untill": "until",
}
"""Slips of words that are too short to be told from others by nearness."""

OTHER_WORDS: Final = _set(
    "abort abut actives alive alter archives argent aster avoidable bloke bots brake broker brokers "
    "broking brook cakes canes capes cared cares cased cast casts causes caves ceases chance chanced "
    "chances chants charge charged charges charging chase chased chases cheek cheeks cheque chick "
    "chicks chuck chucks codes coding cold comas combing comet comings control cooing copes coping "
    "cores currant currants currents dated deployer derail derails doing eighth employ enter entered "
    "enterprising fail failure fair fairs falling falls fell fields filed files filing foiled foils "
    "goings gong hardening having hold hope incidental integrating integrators interaction "
    "interactions issued issuer issuers lads lander latent lattes lends lever life lifts lime line "
    "lines lite lived lives love loved lovely lunches marsh match mess messed messing mince misses "
    "missile missiles misused mixed moth move mover moves moving munch mundane neat nerve nest nets "
    "newer newt newts nonmember outrage outrages panned panting peach planed planes planner planners "
    "plate plays precious prediction predictions prepare prepares previously product productive "
    "products projection projections protection protections react reacting read reads realm reedy "
    "refining relaxed remaking remapping repainting repairing retails retaining roach road ruining "
    "scheduler schedulers schedules seen serve served serves shims shop shopping shops sine singe "
    "sink sips skate skipped skipping skips slate slipped slipping slips sometimes spate stable stage "
    "staged stages stake stale stand standards standby standing stands stat stated states stats "
    "statue statues steven stratus stripped stripping summery sundry tasted tastes tears teas teems "
    "tent terms tester testers text texted texts thereby threw thus toady toasted toddy treble tree "
    "affection afflicting affixing argently black blacked blacks blocs chancel chanel charnel "
    "chose clone cloned clones cloning closer closest clove cloves conferred confided confined "
    "confirm confirming confirms conformed contract contracts decay decayed decays delay delays featured "
    "impart imparted imparts overdub parsed passel passer passes pasted paused postpone postpones "
    "postponing responsibly responsive tacks talks tanks tusks widow winnow "
    "trees trusted validator variation verifier verifies verity versioned very watch weak weakly wend "
    "wheat winch wine witch world worlds wren wring"
)
"""Words of English that are a slip or two away from ours, or begin one: they are never taken for it."""
