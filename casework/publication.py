"""A judgement as everybody may read it: its year, its outcomes and subjects, and a summary written for the public.

Of the judgement itself nothing else is taken over. The summary is refused where it leads to a person.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backoffice.kit.refusals import Refused, Text
from casework.rules.publication import Trace, traces_in

TRACES: Mapping[Trace, Text] = {
    Trace.NAME: gettext_lazy("a name"),
    Trace.DAY: gettext_lazy("a day"),
    Trace.NUMBER: gettext_lazy("a number that leads to a case or a person"),
    Trace.ADDRESS: gettext_lazy("an address"),
    Trace.CONTACT: gettext_lazy("a telephone number, e-mail address or website"),
    Trace.AGE: gettext_lazy("an age"),
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What somebody wrote for the public, in general words."""

    complaint: str
    judgement: str
    recommendations: tuple[str, ...] = ()
    reaction: str = ""


def published(judgement: Mapping[str, Any], summary: Summary) -> dict[str, Any]:
    """The values of the published judgement, out of those of the judgement. Raises `Refused` for what can be traced."""
    reasons = [*_reasons(summary, list(_names_in(judgement)))]
    if reasons:
        raise Refused(reasons)
    return {
        "kantoor": judgement["kantoor"],
        "oordeel": {"jaar": judgement["oordeel"]["datum"].year, "uitkomst": judgement["oordeel"]["uitkomst"]},
        "onderdelen": [
            {"categorie": part["categorie"], "uitkomst": part["uitkomst"]} for part in judgement["onderdelen"]
        ],
        "samenvatting": {
            "klacht": summary.complaint,
            "oordeel": summary.judgement,
            "reactie": summary.reaction,
        },
        "aanbevelingen": list(summary.recommendations),
    }


def _reasons(summary: Summary, names: list[str]) -> Iterator[str]:
    for where, text in _texts_of(summary):
        for trace in traces_in(text, names):
            yield _("%(where)s holds %(what)s. Everybody may read this text: leave it out.") % {
                "where": where,
                "what": TRACES[trace],
            }


def _texts_of(summary: Summary) -> Iterator[tuple[str, str]]:
    yield _("The summary of the complaint"), summary.complaint
    yield _("The summary of the judgement"), summary.judgement
    yield _("The summary of the reaction"), summary.reaction
    for text in summary.recommendations:
        yield _("A recommendation"), text


def _names_in(judgement: Mapping[str, Any]) -> Iterator[str]:
    """Everybody who stands in the judgement; what somebody does, between brackets, is no name."""
    for group in ("klager", "client", "zorgaanbieder", "behandelaar", "voorzitter"):
        yield judgement[group]["naam"]
        yield judgement[group].get("bijgestaan_door", "")
    yield from (one["naam"] for one in judgement["commissieleden"])
    yield from (one.partition("(")[0] for one in judgement["beklaagden"])
