"""Who may do what with users; nobody deletes one, because history keeps naming them."""

from backoffice.accounts.roles import Role
from backoffice.kit.policy import register_policy

register_policy("accounts", {"User": {Role.ADMINISTRATOR.value: "view add change"}})
