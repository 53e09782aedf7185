"""Verbs of topics: open one, say what one thinks, finish it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.foundation.kernel import journal
from linli.foundation.kernel.actors import ActorLike
from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Household, Place
from linli.foundation.places.queries import scope_of
from linli.foundation.places.rules import is_within
from linli.practices.deliberation import rules
from linli.practices.deliberation.actions.locking import move
from linli.practices.deliberation.actions.refusals import OpinionRefused, PlanRefused
from linli.practices.deliberation.events import OpinionSaid, TopicFinished, TopicOpened
from linli.practices.deliberation.models import Opinion, Topic
from linli.practices.deliberation.rules import Stance, TopicStatus, Way


@transaction.atomic
def open_topic(
    *, place: Place, title: str, problem: str, actor: ActorLike, now: datetime,
    started_by_kind: PostKind | None = None,
) -> Topic:  # fmt: skip
    """This will put a problem to those who live at `place`.

    `started_by_kind` is the capacity of whoever raised the matter, if somebody else enters it: a
    topic that came from a resident's report stays the resident's (C36).
    """
    topic = Topic.objects.create(
        **scope_of(place),
        title=title,
        problem=problem,
        started_by_kind=started_by_kind or actor.post_kind,
        opened_at=now,
    )
    fact = TopicOpened(topic_id=topic.pk, started_by_kind=str(topic.started_by_kind))
    journal.record(fact, actor=actor, at=now, place=place, subject_id=topic.pk)
    return topic


@transaction.atomic
def say_opinion(
    *, topic: Topic, stance: Stance, text: str, actor: Actor, now: datetime, way: Way = Way.ONLINE,
    household: Household | None = None,
) -> Opinion:  # fmt: skip
    """This will keep what the actor thinks or, at the bench or the door, was told by a household.

    Said anew it replaces what was said before. Locks the topic. Raises OpinionRefused once the
    pitch is written, without words for an opinion that is neither for nor against, and for a door
    that is not under both the topic's place and the actor's.
    """
    topic = Topic.objects.locked(community_id=topic.community_id, pk=topic.pk)
    if topic.status not in rules.HEARING:
        raise OpinionRefused(
            _("Opinions on this topic are closed. You can still object while its notice stands.")
        )
    words = text.strip()
    if rules.needs_words(stance) and not words:
        raise OpinionRefused(_("Please write in a few words what you think."))
    values: dict[str, Any] = {"stance": stance, "text": words, "way": way, "at": now}
    if way is Way.ONLINE:
        speaker: dict[str, Any] = {"person_id": actor.person_id}
        values |= {"said_as": actor.post_kind, "household_id": actor.hat.household_id}
    else:
        if household is None or not _stands_under(household, topic.place.path, actor.path):
            raise OpinionRefused(_("Please choose the door at which you heard this."))
        speaker = {"person_id": None, "household_id": household.pk}
        values |= {"said_as": PostKind.RESIDENT, "noted_by_post_id": actor.post_id}
    key: dict[str, Any] = {"community_id": topic.community_id, "topic_id": topic.pk, **speaker}
    opinion, _is_new = Opinion.objects.update_or_create(**key, defaults=values)
    fact = OpinionSaid(topic_id=topic.pk, opinion_id=opinion.pk, way=way)
    # What they think stays out of the journal, which forgets nothing: a word taken back is gone.
    journal.record(fact, actor=actor, at=now, place=topic.place, subject_id=topic.pk)
    return opinion


def _stands_under(household: Household, *paths: str) -> bool:
    return all(is_within(household.place.path, path) for path in paths)


@transaction.atomic
def finish_topic(*, topic_id: int, community_id: int, actor: ActorLike, now: datetime) -> Topic:
    """This will mark a topic as carried out. Locks it; PlanRefused unless its plan passed."""
    topic = Topic.objects.locked(community_id=community_id, pk=topic_id)
    if topic.status != TopicStatus.PASSED:
        raise PlanRefused(_("Only a topic whose plan was passed can be finished."))
    move(topic, TopicStatus.DONE)
    fact = TopicFinished(topic_id=topic.pk)
    journal.record(fact, actor=actor, at=now, place=topic.place, subject_id=topic.pk)
    return topic
