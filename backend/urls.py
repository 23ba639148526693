"""Every route of the product."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from backend.common.docs import SchemaView, docs_page
from backend.common.pages import PAGE_ROUTE, app_page
from backend.imports.urls import import_urlpatterns

handler400 = "backend.common.errors.handler400"
handler403 = "backend.common.errors.handler403"
handler404 = "backend.common.errors.handler404"
handler500 = "backend.common.errors.handler500"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", app_page, name="welcome"),
    path("health/", include("backend.infrastructure.urls")),
    path("api/schema/", SchemaView.as_view(), name="schema"),
    path("api/docs/", docs_page, name="docs"),
    path("api/accounts/", include("backend.accounts.urls")),
    path("api/", include("backend.core.urls")),
    path("api/", include("backend.profiles.urls")),
    path("api/", include("backend.imports.urls")),
    path("import/", include(import_urlpatterns)),
    *([path(settings.ADMIN_PATH, admin.site.urls)] if settings.ADMIN_ENABLED else []),
]
# Last: whatever nothing above answers and a person may have typed.
urlpatterns.append(re_path(PAGE_ROUTE, app_page, name="page"))
