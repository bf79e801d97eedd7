import hashlib

from hypothesis import given, strategies as st

from statements.evaluation.halves import Half, belongs, half_of


@given(st.text(min_size=1, max_size=30))
def test_it_parts_articles_by_the_parity_of_their_hash(article_id):
    odd = int(hashlib.sha256(article_id.encode()).hexdigest(), 16) % 2 == 1
    assert half_of(article_id) is (Half.TUNING if odd else Half.HELD_BACK)
    assert belongs(article_id, Half.ALL)
