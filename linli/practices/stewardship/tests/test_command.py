"""`linli plan-beats` prints a plan, or says why there is none."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, execute_from_command_line

from linli.foundation.places.tests.build import a_city, a_norm
from linli.practices.stewardship.tests.build import a_walk


def file_of(folder, rows):
    path = folder / "walk.csv"
    lines = [f"{row.building},{row.unit},{row.floor},{row.households}" for row in rows]
    path.write_text("\n".join(["building,unit,floor,households", *lines]), "utf-8-sig")
    return path


def run(*words):
    out, err = StringIO(), StringIO()
    call_command("plan-beats", *map(str, words), stdout=out, stderr=err)
    return json.loads(out.getvalue()), err.getvalue()


def test_a_plan_is_printed_with_its_rows_counted_from_one(tmp_path):
    file = file_of(tmp_path, a_walk(("1", "1", [20, 20]), ("1", "2", [20, 20])))
    said, complaints = run("--in", file, "--low", 30, "--high", 50, "--prefer", "stairwells")
    assert said == {
        "beats": [
            {"first": 1, "last": 2, "households": 40},
            {"first": 3, "last": 4, "households": 40},
        ],
        "out_of_norm": 0,
        "stairwells_split": 0,
        "norm": {"low": 30, "high": 50, "source": ""},
        "prefer": "stairwells",
        "to_decide": [],
    }
    assert complaints == ""


def test_what_is_out_of_norm_is_counted_and_left_to_decide_on(tmp_path):
    file = file_of(tmp_path, a_walk(("1", "1", [27]), ("1", "2", [28])))
    said, _complaints = run("--in", file, "--low", 30, "--high", 50, "--prefer", "fewest")
    assert said["out_of_norm"] == 1
    assert said["to_decide"] == [
        {
            "first": 1, "last": 2, "households": 55, "reason": "above",
            "instead": [
                {"first": 1, "last": 1, "households": 27},
                {"first": 2, "last": 2, "households": 28},
            ],
        }
    ]  # fmt: skip


def test_a_floor_named_twice_is_planned_and_remarked_on(tmp_path):
    file = file_of(tmp_path, [*a_walk(("1", "1", [20])), *a_walk(("1", "1", [20]))])
    said, complaints = run("--in", file, "--low", 30, "--high", 50)
    assert [beat["households"] for beat in said["beats"]] == [40]
    assert complaints == "walk.csv: row 2 is the same floor as row 1\n"


def test_every_bad_row_is_named_nothing_is_printed_and_the_command_ends_with_one(tmp_path, capsys):
    file = tmp_path / "walk.csv"
    file.write_text("building,unit,floor,households\n,1,1,20\n1,1,1,20\n1,1,2,-1\n", "utf-8")
    words = ["--in", str(file), "--low", "30", "--high", "50"]
    with pytest.raises(SystemExit) as ended:
        execute_from_command_line(["linli", "plan-beats", *words])
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "CommandError: walk.csv: line 2: the building is empty",
        "walk.csv: line 4: households must be a whole number from 0 on, found '-1'",
    ]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--low", 50, "--high", 30], "want 1 <= low <= high"),
        (["--low", 0, "--high", 30], "want 1 <= low <= high"),
        (["--low", 30], "Give either --low and --high, or --place and --kind"),
        ([], "Give either --low and --high, or --place and --kind"),
        (["--low", 30, "--high", 50, "--kind", "rural"], "Give either"),
        (["--low", 30, "--high", 50, "--prefer", "chance"], "invalid choice: 'chance'"),
    ],
)
def test_a_norm_that_is_none_is_refused(tmp_path, words, reason):
    with pytest.raises(CommandError, match=reason):
        run("--in", file_of(tmp_path, []), *words)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"none\.csv: cannot be read: No such file"):
        run("--in", tmp_path / "none.csv", "--low", 30, "--high", 50)


@pytest.mark.django_db
def test_the_norm_of_a_place_is_taken_with_its_source(tmp_path):
    city = a_city()
    for key, value in (("rural.low", "40"), ("rural.high", "50"), ("estate.about", "200")):
        a_norm(f"stewardship.{key}", value, city.city)
    file = file_of(tmp_path, a_walk(("1", "1", [45])))
    said, _complaints = run("--in", file, "--place", "530100000000", "--kind", "rural")
    assert said["norm"] == {"low": 40, "high": 50, "source": "测试规则 第一条"}
    said, _complaints = run("--in", file, "--place", "530100000000", "--kind", "estate")
    assert (said["norm"]["low"], said["norm"]["high"]) == (150, 250)
    with pytest.raises(CommandError, match=r"no norm stewardship\.old_block"):
        run("--in", file, "--place", "530100000000", "--kind", "old_block")
    with pytest.raises(CommandError, match="no place bears this code"):
        run("--in", file, "--place", "990000000000", "--kind", "rural")
