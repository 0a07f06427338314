"""What the house itself keeps, and who may see it."""

from backoffice.kit.policy import register_policy

register_policy("django_q", {"Failure": {"administrator": "view change"}})
