"""`linli deeds` prints who may do what."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command


def test_the_table_of_deeds_is_printed_one_line_a_deed_and_post():
    out = StringIO()
    call_command("deeds", stdout=out)
    lines = out.getvalue().splitlines()
    assert "people.sign_in\teverybody\teverywhere" in lines
    assert "people.change_hat\twhoever is signed in\ttheir own things" in lines
    assert "people.see_household\tsteward\town, below" in lines
    assert lines == sorted(lines)
