"""Public addresses. They are kept stable: links, citations and downloads out there rely on them."""

from django.urls import path
from django.views.generic import RedirectView

from statements.views import directories, downloads, home, statements

urlpatterns = [
    path("", home.home, name="home"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<slug:public_id>/", statements.statement, name="statement"),
    path("speakers/", directories.speakers, name="speakers"),
    path("speakers/<slug:public_id>/", directories.speaker, name="speaker"),
    path("ministries/", directories.ministries, name="ministries"),
    path("ministries/<slug:public_id>/", directories.ministry, name="ministry"),
    path("sessions/", directories.sessions, name="sessions"),
    path("sessions/<slug:public_id>/", directories.session, name="session"),
    path("articles/", directories.articles, name="articles"),
    path("articles/<slug:public_id>/", directories.article, name="article"),
    path("about/", home.about, name="about"),
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
