"""The addresses of the house."""

from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

from backoffice.health import health_view

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="home"),
    path("admin/", admin.site.urls),
    path("health", health_view, name="health"),
]

handler500 = "backoffice.kit.full_disk.answer_failure"
