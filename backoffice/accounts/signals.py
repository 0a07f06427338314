"""What happens to an account, beside Django's own signals of signing in, failing and signing out."""

from django.dispatch import Signal

# request, user: the second factor was right.
second_factor_given = Signal()
# request, by, user: an administrator changed somebody's roles, first password, access or second factor.
account_changed = Signal()
