"""How jazzmin dresses the admin; imports nothing, because the settings read it."""

from typing import Any

JAZZMIN_SETTINGS: dict[str, Any] = {
    "site_title": "Klachtenkantoor",
    "site_header": "Klachtenkantoor",
    "site_brand": "Klachtenkantoor",
    "use_google_fonts_cdn": False,
    "show_ui_builder": False,
}
JAZZMIN_UI_TWEAKS: dict[str, Any] = {}
