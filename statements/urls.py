"""Public addresses. They are kept stable: links, citations and downloads out there rely on them."""

from django.urls import path
from django.views.generic import RedirectView

from statements.views import (
    articles,
    comparing,
    downloads,
    home,
    lists,
    pictures,
    portraits,
    quality,
    reports,
    statements,
    suggesting,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("statements/", lists.directory, {"kind": lists.STATEMENTS}, name="statements"),
    path("statements/charts/", pictures.statement_charts, name="charts"),
    path("statements/suggestions/", suggesting.suggestions, name="suggestions"),
    path("statements/<slug:public_id>/", statements.statement, name="statement"),
    path("statements/<slug:public_id>.bib", statements.bibtex, name="statement_bib"),
    path("statements/<slug:public_id>.ris", statements.ris, name="statement_ris"),
    path("statements/<slug:public_id>/report/", reports.report, name="report"),
    path("statements/<slug:public_id>/report/thanks/", reports.thanks, name="report_thanks"),
    path("speakers/", lists.directory, {"kind": lists.SPEAKERS}, name="speakers"),
    path("speakers/<slug:public_id>/", portraits.speaker, name="speaker"),
    path("ministries/", lists.directory, {"kind": lists.MINISTRIES}, name="ministries"),
    path("ministries/<slug:public_id>/", portraits.ministry, name="ministry"),
    path("sessions/", lists.directory, {"kind": lists.SESSIONS}, name="sessions"),
    path("sessions/<slug:public_id>/", portraits.session, name="session"),
    path("articles/", lists.directory, {"kind": lists.ARTICLES}, name="articles"),
    path("articles/<slug:public_id>/", articles.article, name="article"),
    path("articles/<slug:public_id>/text/", articles.article_text, name="article_text"),
    path("topics/", portraits.topics, name="topics"),
    path("topics/<slug:code>/", portraits.topic, name="topic"),
    path("compare/", comparing.compare, name="compare"),
    path("about/", home.about, name="about"),
    path("about/coverage/", home.coverage, name="coverage"),
    path("quality/", quality.quality, name="quality"),
    path("quality.csv", quality.quality_csv, name="quality_csv"),
    path("codebook/", downloads.codebook, name="codebook"),
    path("codebook.csv", downloads.codebook_csv, name="codebook_csv"),
    path("about/codebook/", RedirectView.as_view(pattern_name="codebook", permanent=True)),
]
urlpatterns += [
    path(
        f"{name}.{extension}",
        downloads.download,
        {"name": name, "extension": extension},
        name=f"{name}_{extension}",
    )
    for name in downloads.DOWNLOADS
    for extension in downloads.FORMATS
]
urlpatterns += [
    path(
        f"{name}.datapackage.json",
        downloads.datapackage,
        {"name": name},
        name=f"{name}_datapackage",
    )
    for name in downloads.DOWNLOADS
]
