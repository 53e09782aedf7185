from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("register", "0002_keep_what_was_said")]
    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("needs_effect", True)),
                fields=["community", "took_effect_at"],
                name="notice_to_settle",
            ),
        ),
    ]
