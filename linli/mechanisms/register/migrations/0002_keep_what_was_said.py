from django.db import migrations

from linli.foundation.kernel.append_only import AppendOnly, FreezeColumns


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial")]
    operations = [
        AppendOnly("register_noticeversion"),
        FreezeColumns(
            "register_notice",
            ["title", "version", "starts_at", "ends_at", "took_effect_at"],
            when="{row}.took_effect_at IS NOT NULL",
            label="in_effect",
        ),
        FreezeColumns(
            "register_notice",
            ["id", "community_id", "place_id", "kind", "needs_effect"],
            when="{row}.id IS NOT NULL",
        ),
        FreezeColumns(
            "register_objection",
            ["id", "community_id", "notice_id", "version", "person_id", "text", "raised_at"],
            when="{row}.id IS NOT NULL",
        ),
        FreezeColumns(
            "register_objection",
            ["answer", "answered_at", "answered_by_post_id", "answered_by_kind", "upheld"],
            when="{row}.answered_at IS NOT NULL",
            label="answered",
        ),
    ]
