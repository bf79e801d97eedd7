from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config.health import healthz, workers
from config.metrics import metrics
from statements.admin.help import help_page
from statements.admin.operation import operation_page

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("healthz/workers", workers, name="healthz_workers"),
    path("metrics", metrics, name="metrics"),
    # Arabic has the plain addresses; French and English stand under /fr/ and /en/.
    *i18n_patterns(
        path("admin/operation/", admin.site.admin_view(operation_page), name="operation"),
        path("admin/help/", admin.site.admin_view(help_page), name="editors_help"),
        path("admin/", admin.site.urls),
        path("", include("statements.urls")),
        prefix_default_language=False,
    ),
]
