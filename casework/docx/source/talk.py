"""What both invitations to a mediation talk say about the talk; and when and where, as every invitation says it."""

from documents.letter_builder import LetterBuilder


def details(letter: LetterBuilder) -> None:
    """When, where and with whom."""
    when_and_where(letter, "Het gesprek", "gesprek")
    letter.heading("Wie komen er?")
    letter.rows(
        "deelnemer in deelnemers",
        ["Naam", "Rol"],
        ["{{ deelnemer.naam }}", "{{ deelnemer.rol }}"],
        [6.2, 10.0],
    )


def when_and_where(letter: LetterBuilder, what: str, group: str) -> None:
    """Day, time and place of ``what``, whose values stand in this group."""
    letter.heading("Wanneer en waar?")
    place, link = f"{group}.plaats", f"{group}.link"
    letter.facts(
        (what, ""),
        [
            ("Datum", f"{{{{ {group}.datum | datum_met_dag }}}}"),
            ("Tijd", f"{{{{ {group}.tijd }}}} ({{{{ {group}.duur }}}})"),
            (
                "Plaats",
                f"{{% if {place} %}}{{{{ {place} }}}}{{% else %}}online, via {{{{ {link} }}}}{{% endif %}}",
            ),
        ],
    )


def rules_of_the_talk(letter: LetterBuilder, *more: str) -> None:
    """Voluntary, confidential, and nobody needs to come alone; and what only one side must know."""
    letter.heading("Goed om te weten")
    letter.bullets(
        [
            "**Het is vrijwillig.** U mag nee zeggen. U mag ook tijdens het gesprek stoppen.",
            "**Het is vertrouwelijk.** Wat in het gesprek wordt gezegd, vertellen wij niet verder. Ook de "
            "klachtencommissie hoort het niet van ons. Wij leggen alleen de afspraken vast.",
            "**U hoeft niet alleen te komen.** U mag iemand meenemen. Vertel ons van tevoren wie.",
            "**Wij kiezen geen kant.** Wij leiden het gesprek en letten erop dat iedereen aan het woord komt.",
            *more,
        ]
    )
