"""Who may read the logs: the administrator alone, and nobody changes them."""

from backoffice.accounts.roles import Role
from backoffice.kit.policy import register_policy

READ_ONLY = {Role.ADMINISTRATOR.value: "view"}

register_policy("audit", {"AuditEvent": READ_ONLY})
register_policy("auditlog", {"LogEntry": READ_ONLY})
