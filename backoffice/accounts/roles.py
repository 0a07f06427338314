"""The roles of the office; each is one group, whose permissions come from the apps' policy tables."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Who somebody is in the office (DOMAIN: who uses it)."""

    COORDINATOR = "coordinator", _("Complaints coordinator")
    OFFICER = "officer", _("Complaints officer")
    SECRETARY = "secretary", _("Committee secretary")
    COMMITTEE_MEMBER = "committee_member", _("Committee member")
    CONFIDANT = "confidant", _("Confidant")
    FINANCE = "finance", _("Finance")
    ADMINISTRATOR = "administrator", _("Administrator")
    COMPLAINANT = "complainant", _("Complainant")


STAFF_ROLES = frozenset(role.value for role in Role if role is not Role.COMPLAINANT)

# Who can do the work of whom on a complaint: a coordinator that of everybody, an officer that of an officer.
HANDLING_ROLES: dict[str, tuple[str, ...]] = {
    Role.OFFICER.value: (Role.OFFICER.value, Role.COORDINATOR.value),
    Role.COORDINATOR.value: (Role.COORDINATOR.value,),
}
