"""The admin site: menu in the order of the work, start page built from panels."""

from django.contrib.admin import AdminSite


class OfficeSite(AdminSite):
    """The office's one admin."""
