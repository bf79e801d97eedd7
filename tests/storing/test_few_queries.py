"""Storing one article takes few round trips to the database, however much is in it."""

import gzip
import hashlib
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.loading import load_reference
from people.models import Ministry, Speaker
from people.reference import load_country
from statements.models import (
    Article,
    Fingerprint,
    NamedInstitution,
    Session,
    Snapshot,
    StatementTopic,
)
from statements.services.reading import read_article
from statements.services.topics import load_topics
from tests.ingest.pages import BODY, page

pytestmark = pytest.mark.django_db

OTHER = (
    "قال المستشار سعد النوري، عن فريق الأصالة والمعاصرة، بجلسة الأسئلة الشفوية، إن الطرق مقطوعة.",
    "وطالب النوري وزير الداخلية بفتحها.",
)
MORE = (
    "وقال المستشار البرلماني جلال البوزيدي، عن فريق التجمع الوطني للأحرار، إن الحكومة لم تف.",
    "ودعا البوزيدي وزير الصحة إلى توفير الأطباء في المستشفيات القروية، وأشار إلى ضعف الميزانية.",
    "وأوضح وزير النقل أن الوزارة ستطلق برنامجا جديدا لاقتناء الحافلات بشراكة مع وزارة الداخلية.",
    "وأكدت المستشارة البرلمانية هند الزاهيري أن المدرسة العمومية في حاجة إلى إصلاح عاجل.",
)
# Not counted: savepoints, and the look for copies of the text.
APART = re.compile(r"(^|; )(RELEASE )?SAVEPOINT|qawl_likely_copies")


@pytest.fixture(autouse=True)
def reference():
    load_reference(load_country("ma"))
    load_topics()


def kept(number, *paragraphs):
    """A page that waits to be read."""
    raw = page(*paragraphs, url=f"https://mersad.example/{number}")
    article = Article.objects.create(identity=f"url:{number}", language="ar")
    Snapshot.objects.create(
        article=article,
        compressed=gzip.compress(raw, mtime=0),
        sha256=hashlib.sha256(raw).hexdigest(),
        byte_count=len(raw),
    )
    return article


def round_trips(article):
    with CaptureQueriesContext(connection) as queries:
        read_article(article.pk)
    return [one["sql"] for one in queries if not APART.search(one["sql"])]


def test_it_stores_an_article_in_eight_round_trips():
    read_article(kept(1, *OTHER).pk)  # the bodies of state are read with the first article
    speakers = Speaker.objects.count()
    article = kept(2, *BODY, *MORE)
    sent = round_trips(article)
    assert len(sent) <= 8, [one[-300:] for one in sent]

    statements = article.statements.all()
    assert statements.count() >= 7
    assert Speaker.objects.filter(is_provisional=True).count() - speakers == 3
    relations = NamedInstitution.objects.filter(statement__article=article)
    assert set(relations.values_list("relation", flat=True)) == {"addressed", "mentioned"}
    assert StatementTopic.objects.filter(statement__article=article).count() >= 5
    assert Session.objects.filter(statements__article=article).distinct().count() == 1
    assert Fingerprint.objects.filter(article=article).exists()
    assert all(one.search_text and one.dated_on and one.topics_version for one in statements)


def test_it_needs_no_more_for_people_who_are_known():
    read_article(kept(1, *BODY, *MORE).pk)
    again = kept(2, *(paragraph.replace("الوزكيتي", "البوزيدي") for paragraph in MORE), *OTHER)
    speakers = Speaker.objects.count()
    sent = round_trips(again)
    assert Speaker.objects.count() == speakers + 1
    assert len([one for one in sent if "same_as" not in one]) <= 8, [one[:200] for one in sent]


def test_it_sees_a_ministry_that_was_renamed_since_the_last_article():
    read_article(kept(1, *OTHER).pk)
    Ministry.objects.filter(code="SAN").update(name_ar="وزارة العافية")
    article = kept(2, *BODY, *MORE)
    read_article(article.pk)
    told = article.statements.filter(institutions__ministry__code="SAN")
    assert told
    assert all("عافيه" in one.search_text for one in told)
