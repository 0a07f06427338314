"""The headers of the member list, said once: our key → the Dutch header (written first) and the English one."""

COLUMN_HEADERS: dict[str, tuple[str, str]] = {
    "number": ("lidnummer", "number"),
    "name": ("naam", "name"),
    "legal_form": ("rechtsvorm", "legal_form"),
    "kvk": ("kvk", "kvk"),
    "branch": ("vestigingsnummer", "branch"),
    "agb": ("agb", "agb"),
    "street": ("straat", "street"),
    "house_number": ("huisnummer", "house_number"),
    "postcode": ("postcode", "postcode"),
    "city": ("plaats", "city"),
    "email": ("email", "email"),
    "phone": ("telefoon", "phone"),
    "website": ("website", "website"),
    "sector": ("sector", "sector"),
    "laws": ("wetten", "laws"),
    "procedure": ("procedure", "procedure"),
    "contact": ("contactpersoon", "contact"),
    "invoice_email": ("factuur_email", "invoice_email"),
    "vat_number": ("btw_nummer", "vat_number"),
    "iban": ("iban", "iban"),
    "joined_on": ("lid_sinds", "joined_on"),
    "left_on": ("lid_tot", "left_on"),
    "subscriptions": ("abonnementen", "subscriptions"),
}
CONTACT = "contact"
SUBSCRIPTIONS = "subscriptions"
DATES = frozenset({"joined_on", "left_on"})
SEPARATOR = "|"
