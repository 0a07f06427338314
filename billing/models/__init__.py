"""The tables of members, what they buy, and the lists they came in with."""

from billing.models.care_law import CareLaw
from billing.models.contact import Contact, ContactRole
from billing.models.import_batch import BatchState, ImportBatch, ImportPage
from billing.models.import_mapping import ImportMapping
from billing.models.member import LegalForm, Member, MemberQuerySet
from billing.models.member_change import ChangeKind, MemberChange
from billing.models.product import Product, ProductKind
from billing.models.subscription import Subscription, SubscriptionEvent, SubscriptionState

__all__ = [
    "BatchState",
    "CareLaw",
    "ChangeKind",
    "Contact",
    "ContactRole",
    "ImportBatch",
    "ImportMapping",
    "ImportPage",
    "LegalForm",
    "Member",
    "MemberChange",
    "MemberQuerySet",
    "Product",
    "ProductKind",
    "Subscription",
    "SubscriptionEvent",
    "SubscriptionState",
]
