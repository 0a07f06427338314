"""What both invitations to a mediation talk say about the talk."""

from documents.letter_builder import LetterBuilder


def details(letter: LetterBuilder) -> None:
    """When, where and with whom."""
    letter.heading("Wanneer en waar?")
    where = "{% if gesprek.plaats %}{{ gesprek.plaats }}{% else %}online, via {{ gesprek.link }}{% endif %}"
    letter.facts(
        ("Het gesprek", ""),
        [
            ("Datum", "{{ gesprek.datum | datum_met_dag }}"),
            ("Tijd", "{{ gesprek.tijd }} ({{ gesprek.duur }})"),
            ("Plaats", where),
        ],
    )
    letter.heading("Wie komen er?")
    letter.rows(
        "deelnemer in deelnemers",
        ["Naam", "Rol"],
        ["{{ deelnemer.naam }}", "{{ deelnemer.rol }}"],
        [6.2, 10.0],
    )


def rules_of_the_talk(letter: LetterBuilder) -> None:
    """Voluntary, confidential, and nobody needs to come alone."""
    letter.heading("Goed om te weten")
    letter.bullets(
        [
            "**Het is vrijwillig.** U mag nee zeggen. U mag ook tijdens het gesprek stoppen.",
            "**Het is vertrouwelijk.** Wat in het gesprek wordt gezegd, vertellen wij niet verder. Ook de "
            "klachtencommissie hoort het niet van ons. Wij leggen alleen de afspraken vast.",
            "**U hoeft niet alleen te komen.** U mag iemand meenemen. Vertel ons van tevoren wie.",
            "**Wij kiezen geen kant.** Wij leiden het gesprek en letten erop dat iedereen aan het woord komt.",
            "**Het kost u niets.**",
        ]
    )
