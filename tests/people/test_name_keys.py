"""Speakers are stored with the keys that other spellings of their names are looked up by."""

import pytest

from people.models import Speaker
from people.name_matching import name_keys, sound_keys, whole_key
from people.names import read_name
from tests.factories import make_speaker

pytestmark = pytest.mark.django_db


def found_by(keys):
    return set(Speaker.objects.filter(name_keys__overlap=keys))


def test_it_keeps_the_keys_of_both_scripts():
    speaker = make_speaker("ياسر بن زروال", name_latin="Yassir Benzeroual")
    assert found_by(name_keys(read_name("ياسر بنزروال"))) == {speaker}
    assert found_by(sound_keys(read_name("Yassir Ben Zeroual"))) == {speaker}
    assert found_by([whole_key("ياسر  بن زروال")]) == {speaker}
    assert found_by(name_keys(read_name("بنزروال"))) == {speaker}


def test_it_follows_a_changed_name_also_in_bulk():
    speaker = make_speaker("ياسر بن زروال")
    speaker.name_ar = "ربيع الزعفراني"
    speaker.save()
    assert not found_by(name_keys(read_name("ياسر بن زروال")))
    assert found_by(name_keys(read_name("الزعفراني ربيع"))) == {speaker}
    made = Speaker.objects.bulk_create([Speaker(name_ar="حورية البلعيدي")])
    assert found_by(name_keys(read_name("حورية البلعيدي"))) == set(made)
