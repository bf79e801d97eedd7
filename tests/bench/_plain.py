"""The statements page as one writes it first: the ORM joins, groups and counts, Django's templates.

For comparison only.
"""

from django.db.models import Count
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from statements.filters import StatementFilter
from statements.models import Statement

FACETS = {
    "stance": "stance",
    "ministry": "institutions__ministry__name_ar",
    "speaker": "speaker__name_ar",
    "chamber": "chamber__name_ar",
    "party": "party__name_ar",
    "session type": "session__type",
}
PAGE = """<!doctype html><html lang="ar" dir="rtl"><body><p>{{ total }}</p>
{% for name, values in facets %}<fieldset><legend>{{ name }}</legend>
{% for value, number in values %}
<a href="?{{ name }}={{ value|urlencode }}">{{ value }} <span>{{ number }}</span></a>
{% endfor %}</fieldset>{% endfor %}
{% for s in rows %}<article>
<h3><a href="{{ s.get_absolute_url }}">{{ s.speaker.name }}</a> {{ s.get_stance_display }}
{% for one in s.institutions.all %}{{ one.ministry.name }} {% endfor %}</h3>
<p>{{ s.party.name_ar }} {{ s.group.name_ar }} {{ s.chamber.name_ar }}</p><p>{{ s.content }}</p>
<footer>{{ s.dated_on|date:"j F Y" }} {{ s.session.get_type_display }}
{{ s.article.source.name }}</footer>
</article>{% endfor %}</body></html>"""


def healthz(request):
    return HttpResponse("ok")


def statements(request):
    """Rows, their number and six facets with counts."""
    asked = StatementFilter(request.GET, Statement.objects.published())
    facets = []
    for name, field in FACETS.items():
        without = request.GET.copy()
        without.pop(name, None)
        others = StatementFilter(without, Statement.objects.published()).qs.order_by()
        counted = others.values_list(field).annotate(number=Count("pk", distinct=True))
        facets.append((name, counted.order_by("-number")[:13]))
    rows = asked.qs.select_related(
        "speaker", "party", "group", "chamber", "session__chamber", "session__committee",
        "article__source", "appointment",
    ).prefetch_related("institutions__ministry")  # fmt: skip
    context = {"rows": rows[:25], "total": asked.qs.count(), "facets": facets}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


def nothing(request, public_id):
    return HttpResponse()


urlpatterns = [
    path("healthz", healthz),
    path("statements/", statements),
    path("statements/<public_id>/", nothing, name="statement"),
]
