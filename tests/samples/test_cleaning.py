"""The sample pages, cleaned like any other page, say what their index says."""

import pytest

from statements.ingestion.clean import clean
from statements.samples import sample_articles

# In scraped text nothing tells that the first half of "outlet - name" is the outlet.
UNTOLD = {"dafatir-sinaa-taqlidia.txt"}


@pytest.mark.parametrize("sample", sample_articles(), ids=lambda sample: sample.path.name)
def test_it_reads_title_author_and_date(sample):
    article = clean(sample.raw, content_type=sample.content_type, url=sample.url)
    assert (article.title, article.published_at) == (sample.title, sample.published_at)
    if sample.path.name not in UNTOLD:
        assert article.author == sample.author
