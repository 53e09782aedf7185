"""Relations of places, masks, and phones as people write them."""

import pytest

from linli.foundation.people import rules
from linli.foundation.people.rules import Relation


@pytest.mark.parametrize(
    ("post", "deed", "seen"),
    [
        pytest.param(("0001", 1), ("0001", 1), Relation.OWN, id="the same place"),
        pytest.param(("0001", 1), ("00010001", 1), Relation.BELOW, id="under it"),
        pytest.param(("00010001", 1), ("0001", 1), Relation.ABOVE, id="over it in the community"),
        pytest.param(("00010001", 1), ("0001", None), Relation.NONE, id="over the community"),
        pytest.param(("00010001", 1), ("00010002", 1), Relation.NONE, id="a sibling"),
        pytest.param(("0001", None), ("00010002", 1), Relation.BELOW, id="seen from the street"),
        pytest.param(("0001", 1), ("0002", 2), Relation.NONE, id="another community"),
    ],
)
def test_where_a_deed_lies_seen_from_a_post(post, deed, seen):
    found = rules.relation(
        post_path=post[0], post_community=post[1], deed_path=deed[0], deed_community=deed[1]
    )
    assert found is seen


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("19900001234", "19900001234"),
        ("１９９-0000 1234", "19900001234"),
        ("+86 199 0000 1234", "19900001234"),
        ("8619900001234", "19900001234"),
        ("1990000123", ""),
        ("29900001234", ""),
        ("199000012345", ""),
        ("电话", ""),
    ],
)
def test_a_mobile_number_is_read_as_people_write_it(written, phone):
    assert rules.clean_phone(written) == phone


def test_masks_hide_the_middle_and_keep_the_surname():
    assert rules.mask_phone("19900001234") == "199****1234"
    assert rules.mask_phone("12345") == "****"
    assert rules.mask_name("林") == "林*"
    assert rules.mask_name("欧阳静") == "欧阳*"
