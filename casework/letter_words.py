"""The Dutch words that letters to complainants use; letters are Dutch whatever the language of the screen."""

from collections.abc import Mapping

from backoffice.accounts.roles import Role
from casework.rules.consent import Purpose

# In what capacity somebody acts, after "U dient de klacht in".
CAPACITIES: Mapping[str, str] = {
    "self": "voor uzelf",
    "representative": "als vertegenwoordiger van de cliënt",
    "agent": "als gemachtigde van de cliënt",
    "survivor": "als nabestaande van de cliënt",
    "relative": "als naaste van de cliënt",
}
HANDLER_ROLES: Mapping[str, str] = {
    Role.OFFICER.value: "klachtenfunctionaris",
    Role.COORDINATOR.value: "klachtencoördinator",
    Role.SECRETARY.value: "ambtelijk secretaris",
}
# What a clock means to the complainant, and what is good to know about it. Other clocks are not theirs.
PROMISES: Mapping[str, tuple[str, str]] = {
    "first_contact": ("Wij nemen contact met u op", "Per telefoon of e-mail, binnen vijf werkdagen."),
    "officer_handling": (
        "U krijgt een brief met de uitkomst",
        "Dit is de termijn uit de wet: zes weken. Wij mogen die één keer met vier weken verlengen. "
        "Dan krijgt u daar op tijd een brief over.",
    ),
    "procedure": ("De hele procedure is klaar", "Ook als de klachtencommissie uw klacht behandelt."),
}
QUESTIONS: Mapping[Purpose, tuple[str, str]] = {
    Purpose.SHARE_WITH_PROVIDER: (
        "Mogen wij uw klacht delen met de zorgaanbieder?",
        "Wij bespreken uw klacht dan met {provider}. Anders kunnen wij niet bemiddelen.",
    ),
    Purpose.NAME_COMPLAINANT: (
        "Mogen wij uw naam noemen?",
        "De zorgaanbieder weet dan van wie de klacht komt.",
    ),
    Purpose.USE_MEDICAL_FILE: (
        "Mogen wij gegevens uit het medisch dossier gebruiken?",
        "Alleen wat nodig is voor deze klacht. Wij bewaren het apart.",
    ),
    Purpose.INVOLVE_OTHER_PROVIDER: (
        "Mogen wij uw klacht samen met een andere zorgaanbieder behandelen, of aan die zorgaanbieder doorgeven?",
        "Dit is nodig als uw klacht ook gaat over zorg van een ander (Uitvoeringsbesluit Wkkgz, artikel 7.3).",
    ),
    Purpose.REFER_TO_COMMITTEE: (
        "Mogen wij uw klacht voorleggen aan de klachtencommissie?",
        "Alleen als u dat wilt. De commissie krijgt dan de stukken over uw klacht.",
    ),
}
STILL_TO_FILL_IN = "………………………………… (graag invullen)"
