"""The reminder: what is open and how late, the costs that come or may come, and how to pay.

Two letters in one. For who acts for a company or profession: of a trade agreement costs are due from the day after the
term, without any reminder (BW art. 6:96 (4)). For a person who does not: only after fourteen days that begin on the day
after the reminder was received, and only when that reminder names the amount (BW art. 6:96 (6); HR 25 November 2016,
ECLI:NL:HR:2016:2704). Several invoices are one sum (BW art. 6:96 (7)). The table: Besluit vergoeding voor
buitengerechtelijke incassokosten, art. 2.
"""

from billing.docx.source.pieces import letter_to_payer, questions, to_our_account
from documents.letter_builder import LetterBuilder, Mark

LAST, FIRST = "herinnering.is_laatste", "not herinnering.is_laatste"
PERSON, BUSINESS = "klant.is_consument", "not klant.is_consument"
LAST_TO_PERSON = f"{LAST} and {PERSON}"
LAST_TO_BUSINESS = f"{LAST} and {BUSINESS}"
LAST_DAY = "{{ herinnering.betalen_uiterlijk_op | datum_met_dag }}"
OPEN = "{{ openstaand.bedrag | euro }}"
WITH_COSTS = "{{ openstaand.met_kosten | euro }}"
COSTS = "{{ kosten.bedrag | euro }}"
TABLE = "het Besluit vergoeding voor buitengerechtelijke incassokosten"


def build() -> bytes:
    """The Word template."""
    letter = letter_to_payer(
        "Betalingsherinnering",
        Mark("Lidnummer", "{{ klant.nummer }}"),
        [("Datum", "{{ brief.datum }}"), ("Onderwerp", "Uw openstaande facturen")],
        "{% if herinnering.is_laatste %}Laatste betalingsherinnering{% else %}Betalingsherinnering{% endif %}",
    )
    letter.text("Geachte heer of mevrouw,")
    _why(letter)
    _invoices(letter)
    _costs(letter)
    _paying(letter)
    _when_not(letter)
    _otherwise(letter)
    questions(letter, "het lidnummer: **{{ klant.nummer }}**")
    letter.closing("Financiële administratie", role="")
    return letter.content()


def _why(letter: LetterBuilder) -> None:
    letter.only_if(
        FIRST,
        "Wij hebben uw betaling nog niet gekregen. Misschien is het u ontgaan. Hieronder ziet u om welke facturen "
        "het gaat.",
    )
    letter.only_if(
        LAST,
        "Op {{ herinnering.eerdere_op }} vroegen wij u om te betalen. Wij hebben het geld nog niet gekregen. Dit is "
        "onze laatste herinnering.",
    )


def _invoices(letter: LetterBuilder) -> None:
    letter.heading("Welke facturen staan nog open?")
    letter.rows(
        "factuur in facturen",
        ["Factuur", "Van", "Betalen t/m", "Dagen te laat", "Bedrag", "Betaald", "Open"],
        [
            "{{ factuur.nummer }}",
            "{{ factuur.datum | datum_kort }}",
            "{{ factuur.vervaldatum | datum_kort }}",
            "{{ factuur.dagen_te_laat }}",
            "{{ factuur.bedrag | euro }}",
            "{{ factuur.betaald | euro }}",
            "{{ factuur.open | euro }}",
        ],
        [2.75, 2.45, 2.45, 1.45, 2.4, 2.25, 2.45],
        amounts=[3, 4, 5, 6],
        total=["Totaal", "", "", "", "", "", OPEN],
    )


def _costs(letter: LetterBuilder) -> None:
    with letter.when(LAST_TO_PERSON):
        letter.heading("U heeft nog veertien dagen om zonder kosten te betalen")
        letter.callout(
            f"Betaal {OPEN} binnen veertien dagen. Die termijn begint op de dag nadat u deze brief heeft ontvangen. "
            f"Betaalt u niet op tijd? Dan moet u ook {COSTS} incassokosten betalen. Samen is dat {WITH_COSTS}."
        )
        letter.text(
            "Zo staat het in de wet (Burgerlijk Wetboek, boek 6, artikel 96, zesde lid). Over de incassokosten "
            "rekenen wij geen btw."
        )
    with letter.when(LAST_TO_BUSINESS):
        letter.heading("Er komen incassokosten bij")
        letter.text(
            f"U bent te laat met betalen. Daarom rekenen wij nu **{COSTS}** incassokosten. De wet geeft ons daar recht "
            "op (Burgerlijk Wetboek, boek 6, artikel 96, tweede en vierde lid). Over deze kosten rekenen wij "
            "geen btw."
        )
    with letter.when(LAST):
        _table(letter)


def _table(letter: LetterBuilder) -> None:
    letter.text(
        f"Hoe hoog de kosten zijn, staat in {TABLE}. Wij rekenen over alle facturen samen:"
    ).paragraph_format.keep_with_next = True
    letter.rows(
        "stap in kosten.opbouw",
        ["Deel van het bedrag", "Openstaand", "Percentage", "Incassokosten"],
        [
            "{{ stap.deel | hoofdletter }}",
            "{{ stap.over | euro }}",
            "{{ stap.percentage }}",
            "{{ stap.bedrag | euro }}",
        ],
        [6.3, 3.3, 3.3, 3.3],
        amounts=[1, 2, 3],
        total=["Totaal", OPEN, "", COSTS],
        is_whole=True,
    )


def _paying(letter: LetterBuilder) -> None:
    letter.heading("Hoe betaalt u?")
    with letter.when(LAST_TO_PERSON):
        to_our_account(letter, OPEN, "de veertiende dag na de dag waarop u deze brief kreeg")
    with letter.when(LAST_TO_BUSINESS):
        to_our_account(letter, WITH_COSTS, LAST_DAY)
    with letter.when(FIRST):
        to_our_account(letter, OPEN, LAST_DAY)


def _when_not(letter: LetterBuilder) -> None:
    letter.heading("Wat gebeurt er als u niet betaalt?")
    letter.only_if(
        f"{FIRST} and {PERSON}",
        "Dan krijgt u een laatste herinnering. Daarna heeft u nog veertien dagen om zonder kosten te betalen. "
        "Betaalt u ook dan niet, dan moet u incassokosten betalen.",
    )
    letter.only_if(
        f"{FIRST} and {BUSINESS}",
        f"Dan krijgt u een laatste herinnering, met incassokosten: {COSTS}. De wet laat die kosten toe vanaf de dag na "
        "de laatste betaaldag, met een minimum van € 40 (Burgerlijk Wetboek, boek 6, artikel 96, vierde lid). Nu "
        "rekenen wij ze nog niet.",
    )
    letter.only_if(
        LAST,
        "Dan vragen wij een incassobureau of deurwaarder om het geld bij u op te halen. Ook de rechter kan dan "
        "beslissen dat u moet betalen. Dat kost u meer.",
    )
    letter.only_if(
        LAST_TO_BUSINESS,
        "Vanaf de dag na de laatste betaaldag mogen wij ook wettelijke handelsrente rekenen (Burgerlijk Wetboek, boek "
        "6, artikel 119a). Die vragen wij nu nog niet.",
    )
    letter.only_if(
        LAST_TO_PERSON,
        "U moet dan ook wettelijke rente betalen (Burgerlijk Wetboek, boek 6, artikel 119). Die vragen wij nu nog "
        "niet.",
    )


def _otherwise(letter: LetterBuilder) -> None:
    letter.heading("Heeft u al betaald, of lukt het niet?")
    letter.bullets(
        [
            "**Heeft u al betaald?** Dan hebben onze berichten elkaar gekruist. U hoeft niets te doen.",
            "**Lukt het niet in één keer?** Bel ons. Wij maken graag een afspraak met u.",
            "**Klopt een factuur niet?** Laat ons zo snel mogelijk weten wat er niet klopt. Dan zoeken wij het uit.",
        ]
    )
