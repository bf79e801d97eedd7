"""A sample is drawn from all that the machine found, each with the same chance, and is kept."""

from collections import Counter

import pytest
from django.utils import timezone

from statements.models import Sample, Statement
from statements.services.sampling import draw_sample
from tests.factories import make_article, make_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def twenty():
    article = make_article("أكد سالم أن المرسى ضيق.")
    return [
        make_statement("المرسى ضيق", article=article, printed="سالم", least_confidence=n / 20)
        for n in range(20)
    ]


def test_it_draws_as_many_as_asked_each_once(twenty, amina, at):
    run = draw_sample(Statement.objects.all(), 8, amina, at, drawn_from={"stance": "warn"})
    drawn = list(run.samples.values_list("statement", flat=True))
    assert len(set(drawn)) == 8
    assert [one.position for one in run.samples.all()] == list(range(1, 9))
    assert (run.population, run.drawn_by, run.drawn_from) == (20, amina, {"stance": "warn"})


def test_it_draws_all_where_there_are_fewer(twenty, amina, at):
    assert draw_sample(Statement.objects.all(), 500, amina, at).samples.count() == 20


def test_the_same_seed_draws_the_same(twenty, amina, at):
    runs = [draw_sample(Statement.objects.all(), 5, amina, at, seed="qawl") for _ in range(2)]
    first, second = ([one.statement_id for one in run.samples.all()] for run in runs)
    assert first == second


def test_certainty_and_review_change_no_chances(twenty, amina, at):
    """Half of them are ruled on already; over many draws each comes about as often."""
    Statement.objects.filter(pk__in=[one.pk for one in twenty[:10]]).update(
        review_status="rejected", reviewed_at=timezone.now()
    )
    for seed in range(200):
        draw_sample(Statement.objects.all(), 5, amina, at, seed=str(seed))
    times = Counter(Sample.objects.values_list("statement", flat=True))
    # 50 of 200 draws each; six standard deviations either way.
    assert len(times) == 20
    assert all(13 <= count <= 87 for count in times.values())


def test_it_leaves_out_what_no_machine_found(twenty, amina, at):
    Statement.objects.filter(pk=twenty[0].pk).update(engine_version="")
    Statement.objects.filter(pk=twenty[1].pk).update(retracted_at=at)
    run = draw_sample(Statement.objects.all(), 500, amina, at)
    drawn = set(run.samples.values_list("statement", flat=True))
    assert drawn == {one.pk for one in twenty[2:]}


def test_it_keeps_what_the_machine_said_then(amina, at):
    statement = make_statement(machine_values={"stance": "warn"}, engine_version="1")
    draw_sample(Statement.objects.all(), 1, amina, at)
    statement.take_machine_values({"stance": "praise"})
    statement.save()
    sample = Sample.objects.get()
    assert (sample.as_read["stance"], sample.engine_version) == ("warn", "1")


def test_it_draws_nothing_from_nothing(amina, at):
    assert draw_sample(Statement.objects.all(), 5, amina, at) is None
