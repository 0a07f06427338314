"""The corpus: every way of writing a template that the office's handbook shows, and the values that bite."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.documents.corpus.building import TEXT_BOX, Case, drawing, letter, runs

NAMES = {"een": "Ans", "twee": "Bert"}
PARTS: list[dict[str, Any]] = [
    {"naam": "te laat", "dag": date(2026, 3, 4), "bedrag": Decimal("12.50"), "is_gegrond": True},
    {"naam": "niet <geholpen> & weg", "dag": date(2026, 3, 5), "bedrag": Decimal("0"), "is_gegrond": False},
    {"naam": "", "dag": date(2026, 12, 31), "bedrag": Decimal("-1234.5"), "is_gegrond": None},
]
LIST = {"delen": PARTS, "leeg": [], "nee": False, "ja": True, **NAMES}
HEAD = ["Onderdeel", "Dag", "Bedrag"]
ROW = ["{{ deel.naam }}", "{{ deel.dag | datum_kort }}", "{{ deel.bedrag | euro }}"]
EACH, END = "{%tr for deel in delen %}", "{%tr endfor %}"

# What a value may hold; each fills the same template, which shows it in every kind of place.
BITING = {
    "plain": "gewoon",
    "empty": "",
    "none": None,
    "space": "  ",
    "markup": "Jansen & Zn <b> \"zo\" en 'zus' > a",
    "entities": "&amp; &#34; &lt;w:t&gt; &nbsp;",
    "lines": "regel een\nregel twee\n\nregel vier",
    "edges": "\nbegint en eindigt leeg\n",
    "only_line": "\n",
    "tabs": "a\tb\t\tc\t",
    "lines_and_tabs": "\t1\n\t2\n",
    "carriage": "Laan 1\r\n7511 AB\rEnschede",
    "emoji": "dank u 😀 👩‍⚕️ é ñ ﷽",
    "control": "A\x00B\x07C\x0cD\x1bE\x7fF\ufffeG\ufdd0H\x85I\u2028J",
    "braces": "{{ een }} {% if %} {# x #} {_{ een }_} {_% x %_} }} %}",
    "xml": "</w:t></w:r></w:p><w:p/>]]><!-- --><?letter 1?>",
    "placeholder": "&#39;</w:tblGrid></w:tbl>&#39;",
    "long": "woord " * 200,
    "number": 42,
    "decimal": Decimal("1.005"),
    "date": date(2026, 2, 28),
    "yes": True,
    "dashes": "-% {%- -%} -",
    "field": '{ INCLUDETEXT "x" } =cmd|x',
}
EVERYWHERE = letter(
    "{{ x }}",
    "voor {{ x }} na",
    runs("een {{ x }}", "{{ x }}", "{{x}}{{x}} twee"),
    "{% if x %}{{ x }}{% else %}niets{% endif %}",
    "{%p for y in lijst %}",
    "{{ y }}",
    "{%p endfor %}",
    [["kop", "{{ x }}"], ["{%tr for y in lijst %}", ""], ["{{ y }}", "{{ x }}"], ["{%tr endfor %}", ""]],
    TEXT_BOX.replace("een", "x").replace("twee", "x"),
    header="kop {{ x }}",
    footer="{{ x }}",
)

BITES = [Case(f"value {name}", EVERYWHERE, {"x": x, "lijst": [x, x]}) for name, x in BITING.items()]

SHAPES = [
    Case("no instruction at all", letter("tekst", ["a", "b"] and [["a", "b"]], header="kop")),
    Case("one name", letter("Geachte {{ een }},"), NAMES),
    Case("several names in a paragraph", letter("{{ een }} {{ twee }}{{ een }}"), NAMES),
    Case("names in runs with looks", letter(runs("a {{ een }}", " b", "{{ twee }}")), NAMES),
    Case("a choice within a sentence", letter("u {% if ja %}wel{% else %}niet{% endif %} komt"), LIST),
    Case("a choice not taken", letter("u{% if nee %} wel{% endif %}"), LIST),
    Case("a choice that leaves nothing", letter("{% if nee %}x{% endif %}"), LIST),
    Case("choices in choices", letter("{% if ja %}{% if nee %}a{% elif ja %}b{% endif %}{% endif %}"), LIST),
    Case("a repetition within a sentence", letter("{% for d in delen %}{{ d.naam }}, {% endfor %}"), LIST),
    Case("a repetition of nothing", letter("x{% for d in leeg %}{{ d }}{% endfor %}"), LIST),
    Case("else of a repetition", letter("{% for d in leeg %}{{ d }}{% else %}geen{% endfor %}"), LIST),
    Case(
        "whole paragraphs chosen", letter("{%p if ja %}", "een", "{%p else %}", "twee", "{%p endif %}"), LIST
    ),
    Case(
        "whole paragraphs left out",
        letter("voor", "{%p if nee %}", "een {{ een }}", "{%p endif %}", "na"),
        LIST,
    ),
    Case(
        "whole paragraphs repeated",
        letter(
            "{%p for d in delen %}",
            "{{ loop.index }} {{ d.naam }}{% if not loop.last %};{% endif %}",
            "{%p endfor %}",
        ),
        LIST,
    ),
    Case(
        "repetitions in repetitions",
        letter(
            "{%p for d in delen %}",
            "{{ d.naam }}",
            "{%p for e in delen %}",
            "{{ e.dag }}",
            "{%p endfor %}",
            "{%p endfor %}",
        ),
        LIST,
    ),
    Case(
        "a repetition with a condition",
        letter("{% for d in delen if d.is_gegrond %}{{ d.naam }}{% endfor %}"),
        LIST,
    ),
    Case("a table", letter([HEAD, ["{{ een }}", "{{ twee }}", "{{ een }}"]]), NAMES),
    Case("rows repeated under a heading", letter([HEAD, [EACH, "", ""], ROW, [END, "", ""]]), LIST),
    Case("rows repeated without a heading", letter([[EACH, "", ""], ROW, [END, "", ""]]), LIST),
    Case(
        "no rows under a heading",
        letter([HEAD, ["{%tr for deel in leeg %}", "", ""], ROW, [END, "", ""]]),
        LIST,
    ),
    Case("no rows and no heading", letter([["{%tr for deel in leeg %}", "", ""], ROW, [END, "", ""]]), LIST),
    Case(
        "rows chosen",
        letter([HEAD, ["{%tr if nee %}", "", ""], ["a", "b", "c"], ["{%tr endif %}", "", ""]]),
        LIST,
    ),
    Case(
        "a repetition inside a cell", letter([["{% for d in delen %}{{ d.naam }} {% endfor %}", "x"]]), LIST
    ),
    Case(
        "cells repeated", letter([["kop", "{%tc for d in delen %}", "{{ d.naam }}", "{%tc endfor %}"]]), LIST
    ),
    Case("rows of unequal length", letter([["a", "b", "c"], ["{{ een }}"], ["{{ twee }}", "x"]]), NAMES),
    Case("a span from a value", letter([["{% colspan 2 %}{{ een }}", "b"], ["c", "d"]]), NAMES),
    Case(
        "a colour from a value", letter([["{% cellbg kleur %}{{ een }}", "b"]]), {**NAMES, "kleur": "FF0000"}
    ),
    Case(
        "cells merged downwards",
        letter([HEAD, [EACH, "", ""], ["{% vm %}samen", *ROW[1:]], [END, "", ""]]),
        LIST,
    ),
    Case(
        "header, footer and properties",
        letter("x", header="{{ een }}", footer="{{ twee }}", title="Brief"),
        NAMES,
    ),
    Case("a title that is filled in", letter("x", title="Brief {{ een }}", subject="{{ twee }}"), NAMES),
    Case(
        "sections with headers of their own", letter("{{ een }}", header="kop {{ een }}", sections=3), NAMES
    ),
    Case("whitespace taken away before", letter("een", "{%- if ja %} twee {% endif %}"), LIST),
    Case("whitespace taken away after", letter("{% if ja -%}", "   twee", "{%- endif %}"), LIST),
    Case("whitespace around a name", letter("a {{- een -}} b", "{{   twee   }}"), NAMES),
    Case("a remark", letter("voor{# niet te zien #}na", "{# alleen #}", "{#p hele alinea #}"), NAMES),
    Case("braces that are no instruction", letter("{_{ een }_} {_% if %_} { een } %"), NAMES),
    Case("filters", letter("{{ een | upper }} {{ delen | length }} {{ bedrag | default('-') }}"), LIST),
    Case("comparisons", letter("{% if een == 'Ans' and delen | length > 2 %}a &amp; b{% endif %}"), LIST),
    Case("curly quotes in an instruction", letter("{% if een == “Ans” %}ja{% endif %}"), LIST),
    Case(
        "a choice over paragraphs without p", letter("a {% if ja %}b", "c", "d {% endif %}e {{ een }}"), LIST
    ),
    Case("the same, not taken", letter("a {% if nee %}b", "c", "d {% endif %}e {{ een }}"), LIST),
    Case("a text box", letter(TEXT_BOX, "{{ een }}"), {"een": "a\nb", "twee": "c\td"}),
    Case("drawings are numbered", letter(drawing(7), "{{ een }}", drawing(7)), NAMES),
    Case("a drawing that repeats", letter("{%p for d in delen %}", drawing(3), "{%p endfor %}"), LIST),
    Case("tabs and line ends in the template", letter("a\tb\nc {{ een }}\t{{ twee }}"), NAMES),
    Case("an empty paragraph with looks", letter(runs(""), runs("{{ leeg_woord }}")), {"leeg_woord": ""}),
]

CASES = [*SHAPES, *BITES]
