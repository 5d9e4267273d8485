"""Names of settings that are none: a setting that has no effect is refused, not passed over."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

OURS, SLACKS = "FORTNIGHT_", "SLACK_"
NEAR = 0.8
"""How like a setting's name another is that was meant for it (`difflib`, from 0 to 1).

Kubernetes sets names such as `FORTNIGHT_SERVICE_HOST` for a service that is called so: these are not near.
"""


def misnamed(
    given: Iterable[str], *, known: Collection[str], in_file: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield each given name that is not known, with the one that is meant; empty where nobody can tell.

    In the environment only what is nearly a setting's name is meant to be one. In our own file, `in_file`,
    everything is that begins as our settings do.
    """
    for name in sorted({each.upper() for each in given} - set(known)):
        if not name.startswith((OURS, SLACKS)):
            continue
        # `SLACK_API_URL` and the like are names of other programs: they are near Slack's tokens, or nothing.
        meant = {_bare(each): each for each in known if name.startswith(OURS) or each.startswith(SLACKS)}
        near = get_close_matches(_bare(name), meant, 1, NEAR)
        if near:
            yield name, meant[near[0]]
        elif name.startswith(OURS) and name in in_file:
            yield name, ""


def _bare(name: str) -> str:
    """Take off whose name it is: `FORTNIGHT_SLACK_BOT_TOKEN` is a token's name all the same."""
    return name.removeprefix(OURS).removeprefix(SLACKS)
