"""Verbs of pitches: hand in, schedule, put to the vote, decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock, journal
from linli.foundation.kernel.actors import ActorLike
from linli.foundation.places.models import Place
from linli.foundation.places.queries import norm_at, scope_of
from linli.mechanisms.register import actions as register
from linli.mechanisms.register.rules import NoticeKind
from linli.mechanisms.voting import actions as voting
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.rules import council
from linli.practices.deliberation import papers, queries, rules
from linli.practices.deliberation.actions.locking import locked, move
from linli.practices.deliberation.actions.refusals import (
    EmptyFunding,
    EmptyOpinions,
    PitchRefused,
)
from linli.practices.deliberation.events import (
    PitchDecided,
    PitchPutToVote,
    PitchSubmitted,
    RoadShowScheduled,
)
from linli.practices.deliberation.models import Pitch, Plan, RoadShow, RoadShowItem
from linli.practices.deliberation.rules import PitchStatus, PlanStatus, TopicStatus


@transaction.atomic
def submit_pitch(
    *, plan: Plan, funding_sources: str, opinions: str, opinions_for: int, opinions_against: int,
    objections: str, actor: ActorLike, now: datetime,
) -> Pitch:  # fmt: skip
    """This will hand in the sheet that introduces a plan to the community council. Locks the topic.

    Raises EmptyFunding, EmptyOpinions, or PitchRefused before the plan's notice took effect and
    the second time.
    """
    topic, plan = locked(plan)
    if plan.status != PlanStatus.CLEARED:
        raise PitchRefused(
            _("The notice of this plan has not taken effect yet. Please wait until it has.")
        )
    if topic.status != TopicStatus.ANNOUNCED:
        raise PitchRefused(_("The pitch of this plan has already been handed in."))
    if not funding_sources.strip():
        raise EmptyFunding(_("Please write where the money comes from."))
    if not opinions.strip():
        raise EmptyOpinions(
            _(
                "Please write what the owners think, also those against. "
                "Without it the pitch cannot be handed in."
            )
        )
    pitch = Pitch.objects.create(
        **scope_of(topic.place),
        plan=plan,
        funding_sources=funding_sources.strip(),
        opinions=opinions.strip(),
        opinions_for=opinions_for,
        opinions_against=opinions_against,
        objections=objections.strip(),
        submitted_at=now,
    )
    move(topic, TopicStatus.PITCHED)
    fact = PitchSubmitted(pitch_id=pitch.pk)
    journal.record(fact, actor=actor, at=now, place=topic.place, subject_id=topic.pk)
    return pitch


@transaction.atomic
def schedule_road_show(
    *, place: Place, held_at: datetime, venue: str, pitches: Sequence[Pitch], actor: ActorLike,
    now: datetime, minutes: Sequence[int] | None = None,
) -> RoadShow:  # fmt: skip
    """This will call a session of the council at a community that hears `pitches` in this order.

    `minutes` for each (ten unless told). Locks the topics. Raises PitchRefused without pitches, for
    a moment that has passed or is more than a year away, and for a pitch of another community or
    one on an agenda already.
    """
    if held_at <= now:
        raise PitchRefused(_("This moment has passed. Please choose a later one."))
    if clock.is_far(held_at, now):
        raise PitchRefused(_("This moment is more than a year away. Please check the year."))
    if not pitches:
        raise PitchRefused(_("Please give at least one pitch a place on the agenda."))
    road_show = RoadShow.objects.create(**scope_of(place), held_at=held_at, venue=venue)
    lengths = minutes or [rules.USUAL_MINUTES] * len(pitches)
    # Locked in the order of their ids, so that two agendas made at once cannot block each other.
    fresh = {p.pk: _pitch_locked(p, place) for p in sorted(pitches, key=lambda pitch: pitch.pk)}
    for order, (pitch, length) in enumerate(zip(pitches, lengths, strict=True), start=1):
        waiting = fresh[pitch.pk]
        if waiting.status != PitchStatus.SUBMITTED:
            raise PitchRefused(
                _("“%(title)s” is on an agenda already. Please reload this page.")
                % {"title": waiting.plan.topic.title}
            )
        waiting.status = PitchStatus.SCHEDULED
        waiting.save(update_fields=["status"])
        RoadShowItem.objects.create(
            community_id=road_show.community_id,
            road_show=road_show,
            pitch=waiting,
            order=order,
            minutes=length,
        )
    fact = RoadShowScheduled(road_show_id=road_show.pk, pitch_ids=[pitch.pk for pitch in pitches])
    journal.record(fact, actor=actor, at=now, place=place, subject_id=road_show.pk)
    return road_show


def _pitch_locked(pitch: Pitch, place: Place) -> Pitch:
    if pitch.community_id != place.community_id:
        raise PitchRefused(_("This pitch belongs to another community."))
    _topic, plan = locked(pitch.plan)
    return queries.pitch_of_plan(plan)


@transaction.atomic
def put_to_vote(*, pitch: Pitch, closes_at: datetime, actor: ActorLike, now: datetime) -> Pitch:
    """This will open the community council's vote: all seats held today, the share by the norm.

    Locks the topic. Raises PitchRefused before the day of its road show; the mechanism refuses a
    closing time that has passed and a council without members.
    """
    topic, plan = locked(pitch.plan)
    pitch = queries.pitch_of_plan(plan)
    if pitch.status != PitchStatus.SCHEDULED:
        raise PitchRefused(_("This pitch is not waiting for a vote. Please reload this page."))
    held_at = queries.agenda_item_of(pitch).road_show.held_at
    if not rules.is_heard(held_at, now):
        raise PitchRefused(
            _("The council has not heard this pitch yet. Please wait for the road show.")
        )
    community = Place.objects.get(pk=pitch.community_id)
    today = clock.day_of(now)
    share = norm_at("voting.council_share", community, today)
    vote = voting.open_vote(
        place=community,
        title=topic.title,
        question=papers.vote_question(topic, plan),
        threshold=council(share.share),
        rule_source=share.source,
        seats=queries.council_of(community, today),
        closes_at=closes_at,
        actor=actor,
        now=now,
    )
    pitch.vote, pitch.status = vote, PitchStatus.VOTING
    pitch.save(update_fields=["vote", "status"])
    move(topic, TopicStatus.VOTING)
    fact = PitchPutToVote(pitch_id=pitch.pk, vote_id=vote.pk)
    journal.record(fact, actor=actor, at=now, place=topic.place, subject_id=topic.pk)
    return pitch


@transaction.atomic
def decide_pitch(
    *, vote_id: int, community_id: int, passed: bool, actor: ActorLike, now: datetime
) -> Pitch:
    """This will fix the outcome of a pitch and put it, with the count, into public notice.

    A decision takes effect after its notice; that a pitch did not pass is only made known. Locks
    the topic. Raises Pitch.DoesNotExist for another vote, PitchRefused the second time.
    """
    found = Pitch.objects.select_related("plan").get(community_id=community_id, vote_id=vote_id)
    topic, plan = locked(found.plan)
    pitch = queries.pitch_of_plan(plan)
    if pitch.status != PitchStatus.VOTING:
        raise PitchRefused(_("The outcome of this pitch is already fixed."))
    vote = Vote.objects.get(community_id=community_id, pk=vote_id)
    notice = register.publish_notice(
        place=topic.place,
        kind=NoticeKind.DECISION if passed else NoticeKind.RESULT,
        title=papers.decision_title(topic, passed=passed),
        body=papers.decision_body(plan, vote, passed=passed),
        data=papers.figures(queries.lines_of(plan)) | papers.count_of(vote, passed=passed),
        days=norm_at("register.decision_notice_days", topic.place, clock.day_of(now)).whole,
        actor=actor,
        now=now,
    )
    pitch.status = PitchStatus.PASSED if passed else PitchStatus.REJECTED
    pitch.decision_notice, pitch.decided_at = notice, now
    pitch.save(update_fields=["status", "decided_at", "decision_notice"])
    move(topic, TopicStatus.PASSED if passed else TopicStatus.REJECTED)
    fact = PitchDecided(pitch_id=pitch.pk, plan_id=plan.pk, passed=passed, notice_id=notice.pk)
    journal.record(fact, actor=actor, at=now, place=topic.place, subject_id=topic.pk)
    return pitch
