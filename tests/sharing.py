"""Which tests stay together when two processes share the work: those that share something costly to set up."""

from xdist.scheduler import LoadScopeScheduling

# A running office with its worker, and the whole demo story: each is made once in a run, by the process that needs it.
TOGETHER = ("tests/journeys/", "tests/demo/")


class SharedWork(LoadScopeScheduling):
    """Every test by itself to whoever is free, but a folder of `TOGETHER` goes to one process."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)
