from django.db import migrations

from linli.foundation.kernel.append_only import AppendOnly, FreezeColumns


class Migration(migrations.Migration):
    dependencies = [("deliberation", "0001_initial")]
    operations = [
        AppendOnly("deliberation_budgetline"),
        AppendOnly("deliberation_planagreement"),
        FreezeColumns(
            "deliberation_plan",
            [
                "id",
                "community_id",
                "place_id",
                "topic_id",
                "version",
                "content",
                "total",
                "drafted_at",
            ],
            when="{row}.id IS NOT NULL",
        ),
        FreezeColumns(
            "deliberation_pitch",
            [
                "id",
                "community_id",
                "place_id",
                "plan_id",
                "funding_sources",
                "opinions",
                "opinions_for",
                "opinions_against",
                "objections",
                "submitted_at",
            ],
            when="{row}.id IS NOT NULL",
        ),
        FreezeColumns(
            "deliberation_pitch",
            ["status", "vote_id", "decision_notice_id", "decided_at"],
            when="{row}.decided_at IS NOT NULL",
            label="decided",
        ),
    ]
