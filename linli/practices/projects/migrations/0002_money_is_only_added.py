from django.db import migrations

from linli.foundation.kernel.append_only import AppendOnly, FreezeColumns


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = [
        AppendOnly("projects_projectline"),
        AppendOnly("projects_scopechange"),
        AppendOnly("projects_payment"),
        FreezeColumns("projects_project", ["budget", "opened_at"], when="{row}.budget > 0"),
        FreezeColumns(
            "projects_project",
            ["chosen_quote_id", "choice_reason", "contract_amount", "contractor", "contracted_at"],
            when="{row}.contracted_at IS NOT NULL",
            label="contracted",
        ),
        FreezeColumns(
            "projects_quote", ["bidder", "received_at"], when="{row}.received_at IS NOT NULL"
        ),
        FreezeColumns(
            "projects_quote", ["amount"], when="{row}.amount IS NOT NULL", label="opened"
        ),
    ]
