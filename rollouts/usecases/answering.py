"""Opening the choices of a question that had to be asked in a channel, for those who may answer it."""

from dataclasses import dataclass

from rollouts.announcing.briefs import Brief
from rollouts.announcing.late import Skip
from rollouts.announcing.planning import release_of
from rollouts.delivery.claiming import brief_of
from rollouts.delivery.paused_channels import require_helper
from rollouts.people import Person
from rollouts.permissions import require_confirmer, require_manager
from rollouts.ports import Ledger
from rollouts.refusals import Thing, unknown
from rollouts.topics import TopicKind
from rollouts.usecases.confirming import find_message


@dataclass(frozen=True, slots=True)
class OpenChoices:
    """Somebody wants to answer the question of that delivery."""

    actor: Person
    delivery: int


def open_choices(ledger: Ledger, request: OpenChoices) -> Brief:
    """Return what is asked, as things stand now.

    Raises:
        NotAllowed: the actor may not answer it.
        Unknown: the question is none of ours any more, or answers itself by now.
    """
    question = find_message(ledger=ledger, delivery=request.delivery)
    topic = question.key.topic
    release = release_of(ledger=ledger, topic=topic)
    if release:
        require_confirmer(request.actor, release, ledger.policy)
    elif topic.kind is TopicKind.CHANNEL:
        require_helper(ledger, request.actor, topic.key)
    else:
        require_manager(request.actor, ledger.policy)
    brief = brief_of(ledger, question, is_card=False)
    if isinstance(brief, Skip):
        raise unknown(Thing.MESSAGE, "", ())
    return brief
