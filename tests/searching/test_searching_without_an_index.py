"""PostgreSQL looks words up whatever number of forms they have; it reads no whole table."""

import pytest
from django.db import connection

from statements.browsing import Question
from statements.browsing.conditions import asked_for
from statements.models import Statement
from statements.search.asking import asked_in
from tests.bench._world import fill


@pytest.mark.django_db(transaction=True)
def test_few_rows_are_expected_of_a_word_that_nobody_has_used():
    fill(4000)
    everything = Statement.objects.published().count()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE statements_statement")
        for word in ("زقزقزق", "chamisso", "انقطاع"):
            assert len(asked_in(word).clauses[0].words[0].stems) >= 40
            sql, given = asked_for(Question(words=word)).values("pk").query.sql_with_params()
            cursor.execute(f"EXPLAIN (FORMAT json) {sql}", given)
            ((told,),) = cursor.fetchall()
            assert told[0]["Plan"]["Plan Rows"] < everything / 8, word
