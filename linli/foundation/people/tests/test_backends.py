"""A signed-in account is found again, and only while it is active."""

from datetime import timedelta

import pytest
from django.utils import timezone

from linli.foundation.kernel.models import Head
from linli.foundation.people.backends import Accounts
from linli.foundation.people.models import Account
from linli.foundation.people.rules import PostKind
from linli.foundation.people.sessions import SessionStore
from linli.foundation.people.tests.build import a_person, a_post, a_resident
from linli.foundation.places.tests.build import a_city


@pytest.mark.django_db
def test_the_short_way_finds_what_django_would_find(django_assert_num_queries):
    person = a_person("林小禾", "19900001234")
    known = Account.objects.get(person=person)
    with django_assert_num_queries(1):
        found = Accounts().get_user(known.pk)
        assert found is not None
        assert (found, found.person.name) == (known, "林小禾")
        assert found.get_session_auth_hash() == known.get_session_auth_hash()
        assert (found.handle, found.hats_version) == (known.handle, known.hats_version)
    assert found.person.phone == "19900001234"
    known.is_active = False
    known.save(update_fields=["is_active"])
    assert Accounts().get_user(known.pk) is None
    assert Accounts().get_user(0) is None


def facts_of(account_id):
    found = Accounts().get_user(account_id)
    assert found is not None
    return found.facts


@pytest.mark.django_db
def test_an_account_brings_the_number_of_facts_of_its_communities():
    city = a_city()
    person = a_resident(city.unit)
    known = Account.objects.get(person=person).pk
    before = facts_of(known)
    assert before == Head.objects.get(community_id=city.community.pk).sequence
    a_post(person, PostKind.STEWARD, city.building)
    assert facts_of(known) == before + 1
    a_post(a_person(), PostKind.WORKER, city.sibling_community)
    assert facts_of(known) == before + 1


@pytest.mark.django_db
def test_an_expired_or_unknown_session_is_empty():
    kept = SessionStore()
    kept["hat"] = "home-1"
    kept.save()
    assert SessionStore(kept.session_key)["hat"] == "home-1"
    kept.set_expiry(timezone.localtime() - timedelta(seconds=1))
    kept.save()
    again = SessionStore(kept.session_key)
    assert again.load() == {}
    assert again.session_key is None


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "abcdefgh\0", "../../../../etc", "a" * 32])
def test_a_session_key_of_somebody_elses_making_is_an_empty_session(key):
    session = SessionStore(key)
    assert session.load() == {}
    assert session.session_key is None
