"""The Dutch words that letters use; letters are Dutch whatever the language of the screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from backoffice.accounts.roles import Role
from casework.rules.consent import Purpose
from casework.rules.outcomes import Outcome

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
OUTCOMES: Mapping[str, str] = {
    Outcome.UPHELD: "gegrond",
    Outcome.PARTLY_UPHELD: "deels gegrond",
    Outcome.NOT_UPHELD: "ongegrond",
    Outcome.INADMISSIBLE: "niet-ontvankelijk",
    Outcome.NO_JURISDICTION: "niet aan ons",
    Outcome.WITHDRAWN: "ingetrokken",
    Outcome.RESOLVED: "opgelost",
    Outcome.NO_JUDGEMENT: "geen oordeel",
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
# How a report shows what could be traced to a person: few are not told apart, nor is what gives them away.
FEW = "minder dan 5"
NOT_SHOWN = "niet getoond"
SUPERVISORS = "de raad van toezicht"
DIRECTION = "de directie"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Where a complaint can go from here, in words for the complainant and for the care provider."""

    name: str
    for_complainant: str
    for_provider: str
    needs_committee: bool = False


FOLLOW_UPS: tuple[FollowUp, ...] = (
    FollowUp(
        "De klachtencommissie",
        "De commissie bekijkt uw klacht en zegt of u gelijk krijgt. Zij doet geen uitspraak over schade. "
        "Wilt u dit? Laat het ons weten. Dan leggen wij uw klacht aan de commissie voor. Dat doen wij altijd.",
        "De commissie bekijkt de klacht en zegt of die gegrond is. Zij doet geen uitspraak over schade. "
        "Vraagt de klager hierom, dan leggen wij de klacht altijd voor. U krijgt dan de kans om te reageren.",
        needs_committee=True,
    ),
    FollowUp(
        "De geschilleninstantie",
        "Elke zorgaanbieder moet bij een geschilleninstantie zijn aangesloten. De uitspraak is bindend: u en de "
        "zorgaanbieder moeten zich eraan houden. U kunt ook een schadevergoeding krijgen, tot € 25.000. "
        "Vaak kost dit geld. Op de website van de zorgaanbieder staat welke geschilleninstantie het is.",
        "De klager kan naar de geschilleninstantie waar u bij bent aangesloten. De uitspraak is bindend: u en de "
        "klager moeten zich eraan houden. Er kan een schadevergoeding worden toegekend, tot € 25.000.",
    ),
    FollowUp(
        "De tuchtrechter",
        "Het tuchtcollege bekijkt of een arts, verpleegkundige of andere zorgverlener zich aan de beroepsregels "
        "hield. Het kan een maatregel opleggen, zoals een waarschuwing. U krijgt hier geen schadevergoeding.",
        "Het tuchtcollege bekijkt of een zorgverlener zich aan de beroepsregels hield. Het kan een maatregel "
        "opleggen, zoals een waarschuwing.",
    ),
    FollowUp(
        "De rechter",
        "De rechter kan beslissen over schade of over een afspraak die niet wordt nagekomen. "
        "Vraag eerst advies, bijvoorbeeld bij het Juridisch Loket of een advocaat. Hier kunnen kosten bij horen.",
        "De rechter kan beslissen over schade of over een afspraak die niet wordt nagekomen.",
    ),
    FollowUp(
        "De inspectie (IGJ)",
        "U kunt melden wat er is gebeurd bij het Landelijk Meldpunt Zorg van de Inspectie Gezondheidszorg en "
        "Jeugd. De inspectie let op de veiligheid van de zorg. Zij lost uw eigen klacht niet op.",
        "De klager kan melden wat er is gebeurd bij de Inspectie Gezondheidszorg en Jeugd. De inspectie let op "
        "de veiligheid van de zorg. Zij lost de klacht zelf niet op.",
    ),
)
