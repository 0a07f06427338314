"""The page that somebody asked for before they had to sign in; what they searched for stays out of the address."""

from django.http import HttpRequest

SEARCHED = "q"  # holds names of people, and addresses are kept in histories and logs


def way_back(request: HttpRequest) -> str:
    """The address to lead back to after the sign-in: the one that was asked, without the words of a search."""
    asked = request.GET.copy()
    asked.pop(SEARCHED, None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path
