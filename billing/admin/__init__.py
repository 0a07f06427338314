"""The pages of members, what they buy and the lists they come in with."""

from billing.admin.import_batch import ImportBatchAdmin
from billing.admin.import_mapping import ImportMappingAdmin
from billing.admin.member import MemberAdmin
from billing.admin.product import ProductAdmin
from billing.admin.subscription import SubscriptionAdmin

__all__ = ["ImportBatchAdmin", "ImportMappingAdmin", "MemberAdmin", "ProductAdmin", "SubscriptionAdmin"]
