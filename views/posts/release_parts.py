"""What a release brings, as parts of messages: summary, UI changes, opt-in features, documentation."""

from rollouts.releases import OptIn, Release
from views.inlines import Clip, Link, Prose, say
from views.parts import Paragraph, Part, SmallPrint, listing

SUMMARY_MOST = 2000
LIST_MOST = 1800
LINKS_MOST = 2900
LINE_MOST = 500


def summary(release: Release) -> list[Part]:
    """Say in the vendor's words what the release is about."""
    return [Paragraph(Prose(release.summary, SUMMARY_MOST))] if release.summary.strip() else []


def what_is_coming(release: Release) -> list[Part]:
    """List UI changes, opt-in features and documentation; say so when there are none of the first two."""
    missing = [
        name
        for name, items in (("UI changes", release.ui_changes), ("opt-in features", release.opt_ins))
        if not items
    ]
    none = [SmallPrint(f"No {' and no '.join(missing)} announced.")] if missing else []
    return [
        *listing("What you will see", _ui_changes(release), most=LIST_MOST),
        *listing("Opt-in", [_opt_in(item) for item in release.opt_ins], most=LIST_MOST),
        *none,
        *documentation(release),
    ]


def has_changes(release: Release) -> bool:
    """Whether the release brings something to look at or to read."""
    return bool(release.ui_changes or release.opt_ins or release.docs)


def documentation(release: Release) -> list[Part]:
    """List the vendor's pages about the release."""
    return listing("Read more", [Link(doc.url, doc.title) for doc in release.docs], most=LINKS_MOST)


def _ui_changes(release: Release) -> list[Clip]:
    return [Clip(change.text, LINE_MOST) for change in release.ui_changes]


def _opt_in(item: OptIn) -> Clip:
    """Say its default, and where it is set."""
    state = "on by default" if item.enabled_by_default else "off by default"
    feature = say("{name}, {state}", name=item.name, state=state)
    if item.how_to_enable.strip():
        feature = say("{feature} ({how})", feature=feature, how=item.how_to_enable)
    return Clip(feature, LINE_MOST)
