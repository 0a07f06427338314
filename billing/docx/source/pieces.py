"""What letters about money have in common: how they begin, the table of lines, VAT per rate, who we both are."""

from collections.abc import Sequence

from documents.letter_builder import LetterBuilder, Mark

WHAT = (
    "{{ regel.omschrijving }}\n"
    "{%p if regel.uitleg %}\n{{ regel.uitleg }}\n{%p endif %}\n"
    "{%p if regel.voor %}\nVoor: {{ regel.voor }}\n{%p endif %}"
)
PRICE = "{{ regel.prijs | euro }}\n{%p if regel.eenheid %}\n{{ regel.eenheid }}\n{%p endif %}"


def letter_to_payer(
    title: str, mark: Mark, reference: Sequence[tuple[str, str]], heading: str
) -> LetterBuilder:
    """The beginning of a letter to who pays."""
    letter = LetterBuilder(title, mark)
    letter.address("klant.adres", "{{ klant.naam }}", attention="klant.tav")
    letter.reference(reference)
    letter.title(heading)
    return letter


def lines(letter: LetterBuilder, amount: str) -> None:
    """Everything that is paid for, line by line; ``amount`` is the head of the last column."""
    letter.rows(
        "regel in regels",
        ["Omschrijving", "Periode", "Aantal", "Prijs", "Btw", amount],
        [
            WHAT,
            "{{ regel.periode }}",
            "{{ regel.aantal }}",
            PRICE,
            "{{ regel.btw }}",
            "{{ regel.bedrag | euro }}",
        ],
        [5.4, 3.1, 1.5, 2.3, 1.4, 2.5],
        amounts=[2, 3, 4, 5],
    )


def totals(letter: LetterBuilder) -> None:
    """VAT per rate and the totals."""
    letter.rows(
        "tarief in tarieven",
        ["Btw-tarief", "Zonder btw", "Btw", "Met btw"],
        [
            "{{ tarief.btw }}",
            "{{ tarief.netto | euro }}",
            "{{ tarief.btw_bedrag | euro }}",
            "{{ tarief.bruto | euro }}",
        ],
        [6.3, 3.3, 3.3, 3.3],
        amounts=[1, 2, 3],
        total=[
            "Totaal",
            "{{ totaal.netto | euro }}",
            "{{ totaal.btw_bedrag | euro }}",
            "{{ totaal.bruto | euro }}",
        ],
        is_whole=True,
    )
    letter.only_if("totaal.btw_uitleg", "{{ totaal.btw_uitleg }}")


def both_of_us(letter: LetterBuilder) -> None:
    """Names, addresses and numbers of the office and of who pays, as the law wants them on an invoice."""
    letter.heading("Gegevens van u en van ons")
    letter.facts(
        ("Gegeven", "Wij", "U"),
        [
            ("Naam", "{{ kantoor.naam }}", "{{ klant.naam }}"),
            ("Adres", "{{ kantoor.straat }}, {{ kantoor.plaats }}", '{{ klant.adres | join(", ") }}'),
            ("KvK-nummer", "{{ kantoor.kvk }}", _if_known("klant.kvk")),
            ("Btw-nummer", "{{ kantoor.btw_nummer }}", _if_known("klant.btw_nummer")),
        ],
        is_whole=True,
    )


def _if_known(name: str) -> str:
    return f"{{% if {name} %}}{{{{ {name} }}}}{{% else %}}niet bekend{{% endif %}}"


def to_our_account(letter: LetterBuilder, amount: str, last_day: str) -> None:
    """How much is paid, before when, to which account and with which words."""
    letter.facts(
        ("Betalen", "Zo maakt u het over"),
        [
            ("Bedrag", f"**{amount}**"),
            ("Uiterlijk op", last_day),
            ("Rekening (IBAN)", "{{ kantoor.iban }}"),
            ("Op naam van", "{{ kantoor.naam }}"),
            ("Betalingskenmerk", "{{ betaling.kenmerk }}"),
        ],
        is_whole=True,
    )


def questions(letter: LetterBuilder, mention: str) -> None:
    """How to reach us; ``mention`` is what to have at hand."""
    letter.heading("Heeft u vragen?")
    letter.text(
        "Bel onze financiële administratie op {{ kantoor.telefoon }} of mail naar {{ kantoor.email }}. "
        f"Noem dan {mention}."
    )
