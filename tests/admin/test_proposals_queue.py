"""The queue of proposals in the administration: old value, ruling, proposal; accept or decline."""

import pytest
from django.urls import reverse

from statements.extraction.model import Stance
from statements.models import Proposal, Statement
from tests.storing.test_proposals import article, proposed, read, reads, ruled
from tests.storing.texts import EQUIPMENT, second

__all__ = ["article", "ruled"]

pytestmark = pytest.mark.django_db


def test_an_editor_accepts_and_declines_in_the_queue(client_in, article, ruled):
    reads(article, Stance.WARN)
    client = client_in("editor")
    queue = reverse("admin:proposals")
    (one,) = Proposal.objects.filter(state="open")
    page = client.get(queue).content.decode()
    assert page.count('class="pr-card"') == 1
    for stance in ("stress", "regret", "warn"):
        assert str(Statement.Stance(stance).label) in page
    client.post(queue, {"decline": one.pk})
    assert 'class="pr-card"' not in client.get(queue).content.decode()
    assert 'class="pr-card"' in client.get(f"{queue}?state=declined").content.decode()
    client.post(queue, {"reopen": one.pk})
    client.post(queue, {"accept": "picked", "pk": [one.pk]})
    ruled.refresh_from_db()
    assert (ruled.stance, ruled.review_status) == ("warn", "corrected")


@pytest.mark.parametrize(("role", "sees"), [(None, False), ("reader", True)])
def test_who_may_not_rule_decides_nothing(client_in, article, ruled, role, sees):
    reads(article, Stance.WARN)
    client, queue = client_in(role), reverse("admin:proposals")
    assert (client.get(queue).status_code == 200) == sees
    one = Proposal.objects.get(state="open")
    assert client.post(queue, {"accept": one.pk}).status_code == 403
    assert proposed() == [("stance", "warn")]


@pytest.mark.parametrize("sent", [{"accept": "x"}, {"accept": "9" * 30}, {"decline": "picked"}, {}])
def test_nonsense_changes_nothing(chief_client, article, ruled, sent):
    reads(article, Stance.WARN)
    assert chief_client.post(reverse("admin:proposals"), sent).status_code == 302
    assert proposed() == [("stance", "warn")]


def test_the_queue_asks_the_database_little(
    chief_client, article, ruled, django_assert_max_num_queries
):
    reads(article, Stance.WARN)
    chief_client.get(reverse("admin:proposals"))
    with django_assert_max_num_queries(10):
        chief_client.get(reverse("admin:proposals"))


def test_what_was_not_found_shows_nothing_of_the_reading_that_found_it(
    chief_client, article, ruled
):
    read(article, second(addressees=(EQUIPMENT,)))
    (one,) = chief_client.get(reverse("admin:proposals")).context["shown"]
    assert one["proposal"].field == "detection"
    assert (one["confidence"], one["rule"], one["engine"]) == (None, None, "")
