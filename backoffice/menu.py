"""The menu in the order of the work: one table, of which each user sees what their role may."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from backoffice.kit.transitions import Text

# Group title → the models under it, as "app.Model". Whatever is registered and not listed comes under "Other".
MENU: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_("Complaints"), ("casework.Complaint", "casework.Referral", "casework.ConfidantReport")),
    (_("Deadlines"), ("casework.Deadline", "casework.OfficeClosure")),
    (
        _("Members"),
        ("billing.Member", "billing.Subscription", "billing.Order", "billing.ImportBatch"),
    ),
    (_("Invoices"), ("billing.WorkEntry", "billing.Invoice", "billing.Payment")),
    (_("Documents"), ("documents.IssuedDocument", "documents.LetterOrder", "documents.Batch")),
    (_("Mail"), ("documents.OutgoingMail",)),
    (
        _("Administration"),
        (
            "accounts.User",
            "documents.TemplateVersion",
            "casework.ClockRule",
            "casework.Procedure",
            "casework.Category",
            "billing.Product",
            "billing.Price",
            "billing.DiscountRule",
            "django_q.Failure",
            "audit.AuditEvent",
        ),
    ),
)
OTHER = _("Other")


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
    for label in labels:
        model_admin = admins.get(label)
        if model_admin is not None and model_admin.has_view_or_change_permission(request):
            yield _item(model_admin, request)


def _item(model_admin: Any, request: HttpRequest) -> MenuItem:
    opts = model_admin.opts
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    title = str(opts.verbose_name_plural)
    return MenuItem(title[:1].upper() + title[1:], url, request.path.startswith(url))
