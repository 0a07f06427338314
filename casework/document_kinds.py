"""The letters that casework sends, and to whom. One kind is one letter to one addressee.

A letter "to both" is two kinds, each with its own template: so what the care provider gets cannot hold more than the
consent allows, whatever anybody writes in the template for the complainant.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from casework import (
    letter_context,
    letter_fields,
    letter_mail,
    letter_of_step,
    letter_subjects,
    letter_to_provider,
)
from casework.committee_letters import AWAITING
from casework.letter_fields import TO_COMPLAINANT, TO_PROVIDER
from casework.letter_said import in_closing, in_extension
from casework.letter_subjects import may_issue_in
from casework.provider import complaint_in_words, for_provider
from casework.states import OPEN, State
from documents.kinds import DocumentKind, Field, register, register_awaiting, sample_of

TEMPLATES = Path(__file__).resolve().parent / "docx"
TALKED_ABOUT = tuple(state for state in OPEN if state not in (State.RECEIVED, State.REGISTERED))
MEDIATION_COMES = _("Mediation talks are planned in a later version; then this letter can be made.")


def _letter(
    key: str, title: Any, fields: tuple[Field, ...], lists: Mapping[str, Any], **more: Any
) -> DocumentKind:
    """A letter about a complaint; to the complainant, unless it says otherwise."""
    common = {
        "may_issue": letter_subjects.may_issue,
        "missing": letter_subjects.missing,
        "recipient": letter_subjects.recipient,
    }
    return DocumentKind(
        key=key,
        title=title,
        template=TEMPLATES / f"{key}.docx",
        fields=fields,
        sample=sample_of(fields, **lists),
        model_label=letter_subjects.MODEL_LABEL,
        find=letter_subjects.find,
        visible_to=letter_subjects.visible_to,
        on_issued=letter_subjects.write_event,
        on_many_issued=letter_subjects.write_events,
        for_letters=letter_subjects.for_letters,
        not_to_mail=letter_mail.not_to_mail,
        on_mailed=letter_mail.write_mail_event,
        **{**common, **more},
    )


register(
    _letter(
        "acknowledgement",
        _("Acknowledgement"),
        (*TO_COMPLAINANT, *letter_fields.PARTS, *letter_fields.DATES),
        {"onderdelen": letter_fields.SAMPLE_PARTS, "termijnen": letter_fields.SAMPLE_DATES},
        build_context=letter_context.acknowledgement,
        missing=letter_subjects.missing_for_acknowledgement,
    )
)
register(
    _letter(
        "consent_form",
        _("Consent form"),
        (*TO_COMPLAINANT, *letter_fields.QUESTIONS_ASKED, letter_fields.ANSWER_BY),
        {"vragen": letter_fields.SAMPLE_QUESTIONS},
        build_context=letter_context.consent_form,
        build_for_event=letter_context.consent_form_of,
        takes_place_of=letter_context.consent_form_before_asking,
    )
)
register(
    _letter(
        "out_of_scope",
        _("Not taken in hand"),
        (*TO_COMPLAINANT, *letter_fields.PARTS, *letter_fields.DECLINED),
        {"onderdelen": letter_fields.SAMPLE_PARTS},
        build_context=letter_context.out_of_scope,
        missing=letter_subjects.missing_for_decline,
        may_issue=may_issue_in(State.OUT_OF_SCOPE),
    )
)
register(
    for_provider(
        _letter(
            "provider_notice",
            _("Notice to the care provider"),
            (*TO_PROVIDER, *letter_fields.PARTS, *letter_fields.NOTICE),
            {"onderdelen": letter_fields.SAMPLE_PARTS},
            build_context=letter_to_provider.provider_notice,
            build_for_event=letter_to_provider.provider_notice_of,
            missing=letter_subjects.missing_for_notice,
            recipient=letter_to_provider.recipient,
            may_issue=may_issue_in(*TALKED_ABOUT),
        ),
        says=complaint_in_words,
    )
)
register(
    _letter(
        "extension",
        _("Extension, to the complainant"),
        (*TO_COMPLAINANT, *letter_fields.EXTENSION),
        {},
        build_context=letter_of_step.extension,
        build_for_event=letter_of_step.extension_of,
        missing=letter_subjects.missing_for_extension,
        may_issue=may_issue_in(*OPEN),
    )
)
register(
    for_provider(
        _letter(
            "extension_provider",
            _("Extension, to the care provider"),
            (*TO_PROVIDER, *letter_fields.EXTENSION),
            {},
            build_context=letter_to_provider.extension,
            build_for_event=letter_to_provider.extension_of,
            missing=letter_subjects.missing_for_extension,
            recipient=letter_to_provider.recipient,
            may_issue=may_issue_in(*OPEN),
        ),
        says=in_extension,
    )
)
register(
    _letter(
        "closing",
        _("Closing letter, to the complainant"),
        (*TO_COMPLAINANT, *letter_fields.CLOSING, *letter_fields.FOLLOW_UP),
        {
            "brief": letter_fields.SAMPLE_CLOSING_LETTER,
            "onderdelen": letter_fields.SAMPLE_OUTCOMES,
            "afspraken": letter_fields.SAMPLE_AGREEMENTS,
            "mogelijkheden": letter_fields.SAMPLE_OPTIONS,
        },
        build_context=letter_of_step.closing,
        build_for_event=letter_of_step.closing_of,
        missing=letter_subjects.missing_for_closing,
        may_issue=may_issue_in(State.CLOSED),
        may_be_edited=True,
        may_approve=letter_subjects.may_approve,
    )
)
register(
    for_provider(
        _letter(
            "closing_provider",
            _("Closing letter, to the care provider"),
            (*TO_PROVIDER, *letter_fields.CLOSING, *letter_fields.FOLLOW_UP),
            {
                "brief": letter_fields.SAMPLE_CLOSING_LETTER,
                "onderdelen": letter_fields.SAMPLE_OUTCOMES,
                "afspraken": letter_fields.SAMPLE_AGREEMENTS,
                "mogelijkheden": letter_fields.SAMPLE_OPTIONS_TO_PROVIDER,
            },
            build_context=letter_to_provider.closing,
            build_for_event=letter_to_provider.closing_of,
            missing=letter_subjects.missing_for_closing,
            recipient=letter_to_provider.recipient,
            may_issue=may_issue_in(State.CLOSED),
            may_be_edited=True,
            may_approve=letter_subjects.may_approve,
        ),
        says=in_closing,
    )
)
register(
    _letter(
        "follow_up_options",
        _("Follow-up options, to the complainant"),
        (*TO_COMPLAINANT, *letter_fields.PARTS, *letter_fields.FOLLOW_UP),
        {"onderdelen": letter_fields.SAMPLE_PARTS, "mogelijkheden": letter_fields.SAMPLE_OPTIONS},
        build_context=letter_context.follow_up_options,
        may_issue=may_issue_in(*TALKED_ABOUT, State.CLOSED),
    )
)
register(
    for_provider(
        _letter(
            "follow_up_options_provider",
            _("Follow-up options, to the care provider"),
            (*TO_PROVIDER, *letter_fields.PARTS, *letter_fields.FOLLOW_UP),
            {
                "onderdelen": letter_fields.SAMPLE_PARTS,
                "mogelijkheden": letter_fields.SAMPLE_OPTIONS_TO_PROVIDER,
            },
            build_context=letter_to_provider.follow_up_options,
            recipient=letter_to_provider.recipient,
            may_issue=may_issue_in(*TALKED_ABOUT, State.CLOSED),
        ),
        says=complaint_in_words,
    )
)
for key, title, addressed in (
    ("mediation_invitation", _("Invitation to a mediation talk, to the complainant"), TO_COMPLAINANT),
    ("mediation_invitation_provider", _("Invitation to a mediation talk, to the care provider"), TO_PROVIDER),
):
    fields = (*addressed, *letter_fields.MEETING)
    register_awaiting(
        key,
        title,
        TEMPLATES / f"{key}.docx",
        fields=fields,
        sample=sample_of(fields, deelnemers=letter_fields.SAMPLE_PEOPLE),
        awaits=MEDIATION_COMES,
    )
for waiting in AWAITING:
    register_awaiting(
        waiting.key,
        waiting.title,
        TEMPLATES / f"{waiting.key}.docx",
        fields=waiting.fields,
        sample=waiting.sample,
        awaits=waiting.awaits,
        may_be_edited=waiting.may_be_edited,
    )
