from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config.health import healthz

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
    # Arabic has the plain addresses; French and English stand under /fr/ and /en/.
    *i18n_patterns(path("", include("statements.urls")), prefix_default_language=False),
]
