"""The topic's row is the lock of everything under it: its plans, their agreements, its pitches."""

from __future__ import annotations

from linli.practices.deliberation.models import Plan, Topic
from linli.practices.deliberation.rules import TopicStatus


def locked(plan: Plan) -> tuple[Topic, Plan]:
    """Return the topic, locked, and the plan as it is under that lock."""
    topic = Topic.objects.locked(community_id=plan.community_id, pk=plan.topic_id)
    fresh = Plan.objects.select_related("notice").get(community_id=plan.community_id, pk=plan.pk)
    fresh.topic = topic
    return topic, fresh


def move(topic: Topic, status: TopicStatus) -> None:
    """This will move a locked topic on."""
    topic.status = status
    topic.save(update_fields=["status"])
