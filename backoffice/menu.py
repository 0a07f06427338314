"""The menu in the order of the work: one table, of which each user sees what their role may."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.accounts.roles import Role
from backoffice.kit.transitions import Text

# Group title → what stands under it: models as "app.Model", other pages by URL name.
# Whatever is registered and not listed comes under "Other".
MENU: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_("Complaints"), ("casework.Complaint", "casework.Referral", "casework.ConfidantReport")),
    (_("Deadlines"), ("casework.Deadline", "casework.OfficeClosure")),
    (
        _("Members"),
        (
            "billing.Member",
            "billing.Subscription",
            "billing.Order",
            "billing.ImportBatch",
            "billing.ImportMapping",
        ),
    ),
    (_("Invoices"), ("billing.WorkEntry", "billing.Invoice", "billing.Payment")),
    (
        _("Documents"),
        ("documents.IssuedDocument", "documents.EditedLetter", "documents.LetterOrder", "documents.Batch"),
    ),
    (_("Mail"), ("documents.OutgoingMail",)),
    (
        _("Administration"),
        (
            "accounts.User",
            "documents.TemplateVersion",
            "documents.MailText",
            "casework.ClockRule",
            "casework.Procedure",
            "casework.Category",
            "billing.Product",
            "billing.Price",
            "billing.DiscountRule",
            "django_q.Failure",
            "audit.AuditEvent",
            "auditlog.LogEntry",
            "admin:policy",
        ),
    ),
)
OTHER = _("Other")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the menu that is no list of records, and the roles that may open it."""

    title: Text
    roles: frozenset[str]


PAGES = {"admin:policy": Page(_("Who may do what"), frozenset({Role.ADMINISTRATOR.value}))}


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A list that the user may open."""

    title: Text
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Lists that belong together."""

    title: Text
    items: tuple[MenuItem, ...]


def menu_for(site: Any, request: HttpRequest) -> list[MenuGroup]:
    """The groups with what this user may see; groups without anything are left out."""
    admins = {model._meta.label: model_admin for model, model_admin in site._registry.items()}
    groups = [MenuGroup(title, tuple(_items(labels, admins, request))) for title, labels in _table(admins)]
    return [group for group in groups if group.items]


def unlisted(labels: Any) -> list[str]:
    """The models that the table does not name, by label."""
    listed = {label for _title, group in MENU for label in group}
    return sorted(set(labels) - listed)


def _table(admins: Mapping[str, Any]) -> Iterator[tuple[Text, tuple[str, ...]]]:
    yield from MENU
    yield OTHER, tuple(unlisted(admins))


def _items(labels: tuple[str, ...], admins: Mapping[str, Any], request: HttpRequest) -> Iterator[MenuItem]:
    user: Any = request.user
    for label in labels:
        model_admin, page = admins.get(label), PAGES.get(label)
        if page is not None and page.roles & user.role_keys:
            yield _item(page.title, reverse(label), request)
        if model_admin is not None and model_admin.has_view_or_change_permission(request):
            opts = model_admin.opts
            url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
            yield _item(opts.verbose_name_plural, url, request)


def _item(title: Text, url: str, request: HttpRequest) -> MenuItem:
    words = str(title)
    return MenuItem(words[:1].upper() + words[1:], url, request.path.startswith(url))
