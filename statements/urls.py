"""Public addresses. They are kept stable: links, citations and downloads out there rely on them."""

from django.urls import path

from statements.views import directories, home, statements

urlpatterns = [
    path("", home.home, name="home"),
    path("statements/", statements.statements, name="statements"),
    path("statements.csv", statements.statements_csv, name="statements_csv"),
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
    path("about/codebook/", home.codebook, name="codebook"),
]
