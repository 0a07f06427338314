"""Who may take a step: the permission that lifecycles declare."""

from dataclasses import dataclass
from typing import Any

from backoffice.accounts.roles import Role


@dataclass(frozen=True, slots=True)
class ByRoles:
    """A django-fsm permission: one of the roles, and the subject in that user's hands when it can say so.

    ``scheduled`` also admits a scheduled job, which has no user.
    """

    roles: frozenset[str]
    scheduled: bool = False

    def __call__(self, subject: Any, user: Any) -> bool:
        """Whether this user (None: a scheduled job) may take the step with this subject."""
        if user is None:
            return self.scheduled
        if not (user.is_active and user.has_role(*self.roles)):
            return False
        return subject.is_handled_by(user) if hasattr(subject, "is_handled_by") else True


def by_roles(*roles: str, scheduled: bool = False) -> ByRoles:
    """The permission of a step. Raises `ValueError` on a role that does not exist."""
    return ByRoles(roles=frozenset(Role(role).value for role in roles), scheduled=scheduled)
