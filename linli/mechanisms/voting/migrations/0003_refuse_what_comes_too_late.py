from django.db import migrations

from linli.foundation.kernel.append_only import RefuseInsert

# A ballot belongs to a seat of a vote that runs at the moment it was cast.
BALLOT_OUT_OF_TURN = """NOT EXISTS (
  SELECT 1 FROM voting_vote v
  JOIN voting_rollentry e ON e.community_id = v.community_id AND e.vote_id = v.id
  WHERE v.community_id = {row}.community_id AND v.id = {row}.vote_id AND e.id = {row}.entry_id
  AND v.closed_at IS NULL AND {row}.cast_at >= v.opened_at AND {row}.cast_at < v.closes_at)"""
# The roll is written when the vote is opened, before anybody can vote.
SEAT_TOO_LATE = """EXISTS (
  SELECT 1 FROM voting_ballot b
  WHERE b.community_id = {row}.community_id AND b.vote_id = {row}.vote_id)
OR EXISTS (
  SELECT 1 FROM voting_vote v
  WHERE v.community_id = {row}.community_id AND v.id = {row}.vote_id AND v.closed_at IS NOT NULL)"""


class Migration(migrations.Migration):
    dependencies = [("voting", "0002_freeze_what_people_vote_on")]
    operations = [
        RefuseInsert("voting_ballot", when=BALLOT_OUT_OF_TURN, label="out of turn"),
        RefuseInsert("voting_rollentry", when=f"({SEAT_TOO_LATE})", label="too late"),
    ]
