"""`linli journal`: check every community's chain of deeds and name what does not hold."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linli.foundation.kernel import journal
from linli.foundation.kernel.models import Entry, Head


class Command(BaseCommand):
    help = "Check the hash chain of every community's journal; exit 1 if one does not hold."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print one line a fault, then what was checked."""
        known = {*Head.objects.values_list("community_id", flat=True)}
        known |= {*Entry.objects.values_list("community_id", flat=True).distinct()}
        faults = [fault for community_id in sorted(known) for fault in journal.faults(community_id)]
        for fault in faults:
            self.stdout.write(
                f"community {fault.community_id}, entry {fault.sequence}: {fault.what}"
            )
        if faults:
            raise CommandError(f"{len(faults)} faults in {len(known)} chains.")
        self.stdout.write(f"{Entry.objects.count()} entries in {len(known)} chains hold.")
