"""Member lists as a colleague would send them: last year's list with a few things changed."""

import csv
from io import StringIO

from backoffice.demo.telling import MEMBER_LIST


def list_as_it_is() -> bytes:
    """The list that the demo brought in, byte for byte."""
    return MEMBER_LIST.read_bytes()


def list_with_changes(*, wrong: bool) -> bytes:
    """Three members have another telephone number and two are new; when ``wrong``, one KvK number is too short."""
    rows = list(csv.DictReader(StringIO(list_as_it_is().decode("cp1252")), delimiter=";"))
    for row in rows[43:46]:
        row["Telefoon"] = "053-7654321"
    rows.append({**rows[0], **_new_member("L2001", "Thuiszorg De Nieuwe Brug", "87654321")})
    rows.append(
        {**rows[1], **_new_member("L2002", "Woonzorg Het Nieuwe Veld", "12" if wrong else "76543210")}
    )
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("cp1252")


def _new_member(number: str, name: str, kvk: str) -> dict[str, str]:
    return {
        "Lidnummer": number,
        "Naam": name,
        "KvK": kvk,
        "Vestigingsnummer": "",
        "AGB": "",
        "Email": f"info@{number.lower()}.example",
        "Website": "",
        "BTW_nummer": "",
        "IBAN": "",
        "Lid_tot": "",
    }
