"""How jazzmin dresses the admin; imports nothing, because the settings read it.

Most of the dress is our own: ``templates/admin`` lays out the pages, ``static/office`` has the colours and letters.
"""

from typing import Any

JAZZMIN_SETTINGS: dict[str, Any] = {
    "site_title": "Klachtenkantoor",
    "site_header": "Klachtenkantoor",
    "site_brand": "Klachtenkantoor",
    "site_icon": "office/icon.svg",
    "custom_css": "office/office.css",
    "use_google_fonts_cdn": False,
    "show_ui_builder": False,
    "show_sidebar": True,
    "show_theme_chooser": False,
    "language_chooser": False,
    "related_modal_active": False,
    "changeform_format": "single",
}
JAZZMIN_UI_TWEAKS: dict[str, Any] = {
    "theme": "default",
    "dark_mode_theme": None,
    "button_classes": {
        "primary": "btn-primary",
        "secondary": "btn-secondary",
        "info": "btn-secondary",
        "warning": "btn-secondary",
        "danger": "btn-danger",
        "success": "btn-primary",
    },
}
