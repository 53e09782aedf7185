"""Personal fields are unreadable at rest."""

import pytest

from linli.foundation.kernel import sealing


def test_what_was_sealed_opens_and_never_looks_the_same_twice():
    first, second = sealing.seal("19900001234"), sealing.seal("19900001234")
    assert first != second
    assert "19900001234" not in first
    assert sealing.unseal(first) == sealing.unseal(second) == "19900001234"


def test_an_old_key_still_opens_and_a_lost_key_is_named(settings):
    old = sealing.seal("19900001234")
    settings.SEALING_KEYS = ["a new key", *settings.SEALING_KEYS]
    assert sealing.unseal(old) == "19900001234"
    settings.SEALING_KEYS = ["a new key"]
    with pytest.raises(LookupError, match="OLD_SEALING_KEYS"):
        sealing.unseal(old)


def test_the_blind_index_is_the_same_for_the_same_number_only():
    assert sealing.blind_index("19900001234") == sealing.blind_index("19900001234")
    assert sealing.blind_index("19900001234") != sealing.blind_index("19900001235")


def test_what_was_kept_under_an_older_key_is_among_the_indexes(settings):
    kept = sealing.blind_index("19900001234")
    settings.SEALING_KEYS = ["a new key", *settings.SEALING_KEYS]
    new, old = sealing.blind_indexes("19900001234")
    assert (new, old) == (sealing.blind_index("19900001234"), kept)
