"""What a release brings, as parts of messages: summary, UI changes, opt-in features, documentation."""

from rollouts.releases import OptIn, Release
from views.kit import Block, context, listing, section
from views.text import SECTION_MOST, cut, line, link, prose

SUMMARY_MOST = 2000
LIST_MOST = 1800
LINE_MOST = 500


def summary(release: Release) -> list[Block]:
    """Say in the vendor's words what the release is about."""
    return [section(cut(prose(release.summary), SUMMARY_MOST))] if release.summary.strip() else []


def what_is_coming(release: Release) -> list[Block]:
    """List UI changes, opt-in features and documentation; say so when there are none of the first two."""
    missing = [
        name
        for name, items in (("UI changes", release.ui_changes), ("opt-in features", release.opt_ins))
        if not items
    ]
    none = [context(f"No {' and no '.join(missing)} announced.")] if missing else []
    return [
        *listing("UI changes", _ui_changes(release), most=LIST_MOST),
        *listing("Opt-in features", [_opt_in(item) for item in release.opt_ins], most=LIST_MOST),
        *none,
        *documentation(release),
    ]


def what_to_check(release: Release) -> list[Block]:
    """List what the vendor asks to look at after a release: visual changes and opt-in features."""
    visual = listing("Visual changes: review the embedded experience", _ui_changes(release), most=LIST_MOST)
    features = listing(
        "Opt-in features: does anything need enabling for you?",
        [_opt_in(item) for item in release.opt_ins],
        most=LIST_MOST,
    )
    nothing = context("Nothing else to check: no UI changes and no opt-in features were announced.")
    return [*visual, *features] or [nothing]


def documentation(release: Release) -> list[Block]:
    """List the vendor's pages about the release."""
    return listing(
        "Documentation", [link(doc.url, doc.title) for doc in release.docs], most=SECTION_MOST - 100
    )


def _ui_changes(release: Release) -> list[str]:
    return [cut(line(change.text), LINE_MOST) for change in release.ui_changes]


def _opt_in(item: OptIn) -> str:
    state = "on by default" if item.enabled_by_default else "off by default"
    how = line(item.how_to_enable)
    setting = f". {'Its setting' if item.enabled_by_default else 'To enable it'}: {how}" if how else ""
    return cut(f"{line(item.name)}: {state}{setting}", LINE_MOST)
