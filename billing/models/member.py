"""A member: a care provider that has joined the complaints service."""

from datetime import date
from typing import Any, Self
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit import clock
from backoffice.kit.codes import CodeSetField
from backoffice.kit.search_index import folded
from backoffice.kit.visibility import VisibleQuerySet
from billing.models import validators
from billing.models.care_law import CareLaw
from billing.models.search_text import SearchTextField
from billing.procedures import validate_procedure
from billing.rules.required_services import SERVICES_BY_LAW

# Members are everybody's business in the office except the committee's and the complainant's (QUALITY: access).
SEES_MEMBERS = (
    Role.COORDINATOR,
    Role.OFFICER,
    Role.SECRETARY,
    Role.CONFIDANT,
    Role.FINANCE,
    Role.ADMINISTRATOR,
)


class LegalForm(models.TextChoices):
    """The Dutch legal forms."""

    SOLE_TRADER = "eenmanszaak", _("sole trader")
    GENERAL_PARTNERSHIP = "vof", _("general partnership (vof)")
    PROFESSIONAL_PARTNERSHIP = "maatschap", _("professional partnership (maatschap)")
    LIMITED_PARTNERSHIP = "cv", _("limited partnership (cv)")
    PRIVATE_COMPANY = "bv", _("private company (bv)")
    PUBLIC_COMPANY = "nv", _("public company (nv)")
    FOUNDATION = "stichting", _("foundation (stichting)")
    ASSOCIATION = "vereniging", _("association (vereniging)")
    COOPERATIVE = "coöperatie", _("cooperative (coöperatie)")
    CHURCH = "kerkgenootschap", _("church body")
    PUBLIC_BODY = "publiekrechtelijk", _("public body")


class MemberQuerySet(VisibleQuerySet["Member"]):
    """The words in which members are asked for."""

    def visible_to(self, user: Any) -> Self:
        """All members for the roles that work with them, none for anybody else."""
        return self if user.is_active and user.has_role(*SEES_MEMBERS) else self.none()

    def members_on(self, day: date) -> Self:
        """Who was a member on this day; the last day counts, an unknown first day counts as always."""
        joined = Q(joined_on__isnull=True) | Q(joined_on__lte=day)
        return self.filter(joined, Q(left_on__isnull=True) | Q(left_on__gte=day))

    def lacking_services(self, day: date) -> Self:
        """Members on this day whose subscriptions do not cover what their care laws ask for."""
        return self.members_on(day).filter(self._lacks(day))

    def with_required_services(self, day: date) -> Self:
        """Members on this day that have what their care laws ask for."""
        return self.members_on(day).exclude(self._lacks(day))

    def search(self, text: str) -> Self:
        """Members with every word of the text in their number, name or city."""
        rows = self
        for word in folded(text).split():
            rows = rows.filter(search_text__contains=word)
        return rows

    def for_list(self) -> Self:
        """What the list shows, in one query."""
        return self.select_related("umbrella")

    def _lacks(self, day: date) -> Q:
        lacking = Q()
        for law, codes in SERVICES_BY_LAW.items():
            for code in sorted(codes):
                held = Exists(self._subscriptions_on(day).filter(product__code=code))
                lacking |= Q(laws__contains=f"|{law}|") & ~Q(held)
        return lacking

    def _subscriptions_on(self, day: date) -> models.QuerySet[Any]:
        subscriptions: Any = Member._meta.get_field("subscriptions").related_model
        found: models.QuerySet[Any] = subscriptions.objects.in_force_on(day)
        return found.filter(member=OuterRef("pk"))


class Member(models.Model):
    """Who joined, where to find them, under which laws they work, who pays and how."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    number = models.CharField(
        _("member number"), max_length=20, unique=True, validators=[validators.validate_one_line]
    )
    name = models.CharField(_("name"), max_length=200, validators=[validators.validate_one_line])
    legal_form = models.CharField(_("legal form"), max_length=30, choices=LegalForm, blank=True)
    kvk = models.CharField(
        _("KvK number"), max_length=8, blank=True, db_index=True, validators=[validators.validate_kvk]
    )
    branch = models.CharField(
        _("branch number"), max_length=12, blank=True, validators=[validators.validate_branch]
    )
    agb = models.CharField(_("AGB code"), max_length=8, blank=True, validators=[validators.validate_agb])
    street = models.CharField(_("street"), max_length=100, blank=True)
    house_number = models.CharField(_("house number"), max_length=20, blank=True)
    postcode = models.CharField(
        _("postcode"), max_length=7, blank=True, validators=[validators.validate_postcode]
    )
    city = models.CharField(_("city"), max_length=100, blank=True, validators=[validators.validate_one_line])
    email = models.EmailField(_("e-mail"), blank=True, validators=[validators.validate_email])
    phone = models.CharField(
        _("telephone"), max_length=40, blank=True, validators=[validators.validate_phone]
    )
    website = models.CharField(
        _("website"), max_length=200, blank=True, validators=[validators.validate_website]
    )
    sector = models.CharField(_("sector"), max_length=60, blank=True)
    laws = CodeSetField(_("care laws"), codes=CareLaw.values)
    procedure = models.CharField(_("procedure"), max_length=40, blank=True, validators=[validate_procedure])
    umbrella = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="under_umbrella",
        verbose_name=_("umbrella"),
    )
    umbrella_pays = models.BooleanField(_("the umbrella pays"), default=False)
    invoice_street = models.CharField(_("invoice street"), max_length=100, blank=True)
    invoice_house_number = models.CharField(_("invoice house number"), max_length=20, blank=True)
    invoice_postcode = models.CharField(
        _("invoice postcode"), max_length=7, blank=True, validators=[validators.validate_postcode]
    )
    invoice_city = models.CharField(_("invoice city"), max_length=100, blank=True)
    invoice_email = models.EmailField(
        _("e-mail for invoices"), blank=True, validators=[validators.validate_email]
    )
    vat_number = models.CharField(
        _("VAT number"), max_length=14, blank=True, validators=[validators.validate_vat_number]
    )
    iban = models.CharField(_("IBAN"), max_length=34, blank=True, validators=[validators.validate_iban])
    mandate_reference = models.CharField(_("mandate reference"), max_length=35, blank=True)
    mandate_signed_on = models.DateField(_("mandate signed on"), null=True, blank=True)
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    left_on = models.DateField(_("member until"), null=True, blank=True)
    search_text = SearchTextField(sources=("number", "name", "city"))
    changed_at = models.DateTimeField(_("changed at"), default=clock.now, editable=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gte=F("joined_on")),
                name="member_leaves_after_joining",
                violation_error_message=_("A member cannot leave before joining."),
            ),
            models.CheckConstraint(
                condition=Q(umbrella_pays=False) | Q(umbrella__isnull=False),
                name="member_payer_needs_umbrella",
                violation_error_message=_("Say which umbrella pays."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def clean(self) -> None:
        """A member is not its own umbrella. Raises `ValidationError`."""
        if self.umbrella_id and self.umbrella_id == self.pk:
            raise ValidationError({"umbrella": _("A member cannot be its own umbrella.")})
