"""One running office for all journeys, and pictures of what they see."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.architecture.sources import ROOT
from tests.conftest import open_page
from tests.journeys.office import Office, running_office

# `make pictures` renews those in the manual; every other run leaves them with its own state.
PICTURES = ROOT / ("docs/pictures" if os.environ.get("PICTURES") else "var/pictures")
WIDE, NARROW = 1300, 500
HEIGHT, MOST_HEIGHT = 900, 1800
Picture = Callable[[str], None]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Web and worker, started as ``make run`` starts them."""
    with running_office(tmp_path_factory.mktemp("office")) as running:
        yield running


@pytest.fixture
def desk(browser: Browser, office: Office) -> Iterator[Page]:
    """A browser at that office's address."""
    with open_page(browser, base_url=office.url) as page:
        yield page


@pytest.fixture
def picture(desk: Page) -> Picture:
    """Leaves a picture of the page, wide and narrow: ``picture("my-work")``."""
    PICTURES.mkdir(parents=True, exist_ok=True)

    def take(name: str) -> None:
        for width, path in ((NARROW, PICTURES / f"{name}-500.png"), (WIDE, PICTURES / f"{name}.png")):
            desk.set_viewport_size({"width": width, "height": HEIGHT})
            height = int(desk.evaluate("document.documentElement.scrollHeight"))
            desk.set_viewport_size({"width": width, "height": min(max(height, HEIGHT), MOST_HEIGHT)})
            desk.screenshot(path=path, animations="disabled")
        desk.set_viewport_size({"width": WIDE, "height": HEIGHT})

    return take


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """Where downloaded letters are kept."""
    return tmp_path
