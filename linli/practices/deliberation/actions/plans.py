"""Verbs of plans: draft, agree, adopt, and clear after the notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock, journal
from linli.foundation.kernel.actors import ActorLike
from linli.foundation.people.actor import Actor
from linli.foundation.places.queries import norm_at, scope_of
from linli.mechanisms.register import actions as register
from linli.mechanisms.register.models import Notice
from linli.mechanisms.register.rules import NoticeKind
from linli.practices.deliberation import papers, queries, rules
from linli.practices.deliberation.actions.locking import locked, move
from linli.practices.deliberation.actions.refusals import PlanRefused
from linli.practices.deliberation.events import PlanAdopted, PlanAgreed, PlanCleared, PlanDrafted
from linli.practices.deliberation.models import BudgetLine, Plan, PlanAgreement, Topic
from linli.practices.deliberation.rules import Line, PlanStatus, TopicStatus


@transaction.atomic
def draft_plan(
    *, topic: Topic, content: str, lines: Sequence[Line], actor: ActorLike, now: datetime
) -> Plan:
    """This will write the next version of the plan; agreements to an earlier one do not count.

    Locks the topic. Raises PlanRefused once a plan has stood its notice, without content, and
    without lines.
    """
    topic = Topic.objects.locked(community_id=topic.community_id, pk=topic.pk)
    standing = queries.standing_plan(topic)
    status = TopicStatus(topic.status)
    if not rules.may_draft(status, standing=PlanStatus(standing.status) if standing else None):
        raise PlanRefused(
            _("The plan of this topic is fixed. Another can be written if the council rejects it.")
        )
    if not content.strip():
        raise PlanRefused(_("Please write what shall be done."))
    if not lines:
        raise PlanRefused(_("Please enter at least one line of the budget."))
    plans = Plan.objects.filter(community_id=topic.community_id, topic=topic)
    plans.filter(status=PlanStatus.DRAFT).update(status=PlanStatus.SUPERSEDED)
    plan = Plan.objects.create(
        **scope_of(topic.place),
        topic=topic,
        version=plans.count() + 1,
        content=content.strip(),
        total=rules.total(lines),
        drafted_at=now,
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(
            community_id=plan.community_id, plan=plan, order=order, label=line.label, fen=line.fen
        )
        for order, line in enumerate(lines, start=1)
    )
    # A better draft of an announced plan leaves the notice running until it is adopted.
    if status is not TopicStatus.ANNOUNCED:
        move(topic, TopicStatus.PLANNED)
    fact = PlanDrafted(topic_id=topic.pk, plan_id=plan.pk, version=plan.version, total=plan.total)
    journal.record(fact, actor=actor, at=now, place=topic.place, subject_id=topic.pk)
    return plan


@transaction.atomic
def agree_to_plan(*, plan: Plan, actor: Actor, now: datetime) -> PlanAgreement:
    """This will let the actor's seat of the group council agree to a draft. Locks the topic.

    Raises PlanRefused for a version that is no draft, without a seat today, and the second time.
    """
    topic, plan = locked(plan)
    if plan.status != PlanStatus.DRAFT:
        raise PlanRefused(
            _("This version is no longer up for agreement. Please open the newest one.")
        )
    today = clock.day_of(now)
    seats = queries.seats_of(topic.place_id, today)
    if actor.post_id is None or actor.post_id not in seats:
        raise PlanRefused(_("Only members of the group council agree to a plan."))
    if queries.has_agreed(plan, actor):
        raise PlanRefused(_("You have already agreed to this plan."))
    agreement = PlanAgreement.objects.create(
        community_id=plan.community_id,
        plan=plan,
        post_id=actor.post_id,
        person_id=actor.person_id,
        at=now,
    )
    count = queries.agreement_on(plan, today)
    fact = PlanAgreed(plan_id=plan.pk, agreed=count.agreed, seats=count.seats)
    journal.record(fact, actor=actor, at=now, place=topic.place, subject_id=topic.pk)
    return agreement


@transaction.atomic
def adopt_plan(*, plan: Plan, actor: ActorLike, now: datetime) -> Plan:
    """This will put a draft that more than half of the group council agreed to into notice.

    If an earlier version is in notice, that notice is revised and its period begins anew.
    Locks the topic. Raises PlanRefused for anything but a draft, and while agreements are missing.
    """
    topic, plan = locked(plan)
    if plan.status != PlanStatus.DRAFT:
        raise PlanRefused(
            _("This version is no longer up for adoption. Please open the newest one.")
        )
    count = queries.agreement_on(plan, clock.day_of(now))
    if not rules.is_adoptable(agreed=count.agreed, seats=count.seats):
        raise PlanRefused(
            _(
                "%(agreed)d of %(seats)d seats agreed; %(needed)d are needed. "
                "Please ask the others first."
            )
            % {
                "agreed": count.agreed,
                "seats": count.seats,
                "needed": rules.needed(count.seats),
            }
        )
    before = queries.standing_plan(topic)
    if before is not None:
        before.status = PlanStatus.SUPERSEDED
        before.save(update_fields=["status"])
    running = before.notice if before and topic.status == TopicStatus.ANNOUNCED else None
    plan.notice = _announced(topic, plan, count, running, actor=actor, now=now)
    plan.status = PlanStatus.ADOPTED
    plan.save(update_fields=["notice", "status"])
    move(topic, TopicStatus.ANNOUNCED)
    fact = PlanAdopted(
        plan_id=plan.pk, notice_id=plan.notice.pk, agreed=count.agreed, seats=count.seats
    )
    journal.record(fact, actor=actor, at=now, place=topic.place, subject_id=topic.pk)
    return plan


def _announced(
    topic: Topic, plan: Plan, count: queries.Agreement, running: Notice | None, *, actor: ActorLike,
    now: datetime,
) -> Notice:  # fmt: skip
    title = papers.plan_title(topic)
    body = papers.plan_body(topic, plan, agreed=count.agreed, seats=count.seats)
    data = papers.figures(queries.lines_of(plan))
    days = norm_at("register.plan_notice_days", topic.place, clock.day_of(now)).whole
    if running is None:
        return register.publish_notice(
            place=topic.place,
            kind=NoticeKind.PLAN,
            title=title,
            body=body,
            data=data,
            days=days,
            actor=actor,
            now=now,
        )
    return register.revise_notice(
        notice=running, title=title, body=body, data=data, days=days, actor=actor, now=now
    )


@transaction.atomic
def clear_plan(*, notice_id: int, community_id: int, actor: ActorLike, now: datetime) -> Plan:
    """This will mark the adopted plan of a notice as having stood it; a better draft is dropped.

    Locks the topic. Raises Plan.DoesNotExist if the notice is of no adopted plan.
    """
    found = Plan.objects.get(
        community_id=community_id, notice_id=notice_id, status=PlanStatus.ADOPTED
    )
    topic, plan = locked(found)
    Plan.objects.filter(community_id=community_id, topic=topic, status=PlanStatus.DRAFT).update(
        status=PlanStatus.SUPERSEDED
    )
    plan.status = PlanStatus.CLEARED
    plan.save(update_fields=["status"])
    fact = PlanCleared(plan_id=plan.pk)
    journal.record(fact, actor=actor, at=now, place=topic.place, subject_id=topic.pk)
    return plan
