from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_append_only_journal")]
    operations = [
        migrations.AddField(
            model_name="tally", name="ends_at", field=models.DateTimeField(null=True)
        ),
    ]
