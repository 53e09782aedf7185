from django.db import migrations

from linli.foundation.kernel.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [AppendOnly("kernel_entry")]
