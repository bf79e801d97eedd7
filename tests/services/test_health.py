import pytest
from django.test import override_settings
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_it_is_well_when_both_services_answer(client):
    answer = client.get(reverse("healthz"))
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_names_the_service_that_does_not_answer(client, tmp_path):
    nowhere = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"unix://{tmp_path}/none.sock",
    }
    with override_settings(CACHES={"default": nowhere}):
        answer = client.get(reverse("healthz"))
    assert (answer.status_code, answer.content) == (503, b"no answer: redis\n")
