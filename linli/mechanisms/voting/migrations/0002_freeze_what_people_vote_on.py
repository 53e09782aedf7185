from django.db import migrations

from linli.foundation.kernel.append_only import AppendOnly, FreezeColumns


class Migration(migrations.Migration):
    dependencies = [("voting", "0001_initial")]
    operations = [
        AppendOnly("voting_rollentry"),
        AppendOnly("voting_ballot"),
        FreezeColumns(
            "voting_vote",
            [
                "id",
                "community_id",
                "place_id",
                "title",
                "question",
                "approval_numerator",
                "approval_denominator",
                "quorum_numerator",
                "quorum_denominator",
                "of_cast",
                "strict",
                "rule_source",
                "eligible",
                "roll_digest",
                "opened_at",
                "closes_at",
            ],
            when="{row}.opened_at IS NOT NULL",
        ),
        FreezeColumns(
            "voting_vote",
            ["closed_at", "outcome", "cast", "approve", "oppose", "abstain"],
            when="{row}.closed_at IS NOT NULL",
            label="counted",
        ),
    ]
