"""Every address of the product: one line an app."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("linli.foundation.ui.urls")),
    path("", include("linli.foundation.people.urls")),
    path("", include("linli.mechanisms.voting.urls")),
    path("", include("linli.mechanisms.register.urls")),
    path("", include("linli.practices.cases.urls")),
    path("", include("linli.practices.deliberation.urls")),
    path("", include("linli.practices.projects.urls")),
    path("", include("linli.flows.urls")),
    path("", include("linli.interfaces.portal.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("linli.interfaces.demo.urls")))

handler400 = "linli.foundation.ui.views.bad_request"
handler403 = "linli.foundation.ui.views.forbidden"
handler404 = "linli.foundation.ui.views.not_found"
handler500 = "linli.foundation.ui.views.server_error"
