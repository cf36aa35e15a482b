"""How long from a click to the last number on screen? `python -m benchmarks.screens`

In a large office (50 000 applications, 1 000 000 participations, a database of each kind) a manager
in headless Chromium approves one application after the other, and clicks one region of the map
after the other; before each kind of database stands a button of a bare Streamlit page, because
machines are not always equally fast.

A decision is saved and shown when the receipt names it ("approved"); how long it takes until the
next application is open and until the list without it is drawn stands below. A region is shown when
all of its panel is there with its columns; below stands when the map frames it and the table marks
it. Milliseconds in the browser, median and 95th percentile. Ends with status 1 when a decision or a
region takes more than 150 ms at the 95th.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from playwright.sync_api import Error, Page, sync_playwright
from sqlalchemy import text, update

from benchmarks.large import ROOT, addresses, load, percentile
from benchmarks.office import MANAGER, write_office
from data_access.accounts import hash_password
from data_access.connect import create_engine_for, writing
from data_access.schema import app_user
from tests.backends import DEMO_PASSWORD
from tests.browser.conftest import chromium
from tests.running import RunningApp, drawn, free_port, serving, settled, sign_in

MILLISECONDS = 150
LIMITED = ("approved", "region")
TIMES = 60
PATIENCE = 10_000  # milliseconds
NOW = "2020-12-15T09:00:00+02:00"
QUEUE = "/applications?queue=to_decide"
REGIONS = {"MK13": "Keski-Suomi", "MK18": "Kainuu", "MK06": "Pirkanmaa", "MK04": "Satakunta"}

#: What is looked at in each frame forces no layout of its own: textContent, not innerText.
#: The number of the application that is open; the queue's rows; what the receipt says.
OPEN = (
    """document.querySelector(".st-key-application_detail")"""
    """?.textContent.match(/[A-Z]{2}-\\d{4}-\\d+/)?.[0]"""
)
ROWS = """document.querySelector(".st-key-application_queue [data-testid=stBidiComponentIsolated]")
  .shadowRoot"""
RECEIPT = """(document.querySelector(".st-key-receipt")?.textContent ?? "")"""
#: The panel of a region, and whether the columns in it are those that their label tells.
PANEL = """document.querySelector(".st-key-card_region")"""
YEARS = f"""((columns) => {{
  const told = [...columns.getAttribute("aria-label").matchAll(/: ([^,.]+)/g)].map(each => each[1])
  return told.join() === [...columns.querySelectorAll("b")].map(each => each.textContent).join()
}})({PANEL}.querySelector(".year-bars"))"""
#: The outline of the chosen region on the map.
OUTLINE = """[...document.querySelectorAll(".st-key-region_map .mark-line path")]
  .map(each => each.getAttribute("d")).join()"""
#: The area of the region `{code}` on the map.
AREA = """[...document.querySelectorAll(".st-key-region_map path")]
  .find(each => each.__data__?.datum?.region_code === "{code}")"""
CHOSEN = """document.querySelector(
  ".st-key-region_table_rows [data-testid=stBidiComponentIsolated]")
  .shadowRoot.querySelector("tr[aria-selected=true]")"""
BUTTON = """document.querySelector("{} button")"""


def main() -> int:
    """Print what clicks take; returns the exit status."""
    options = _options()
    slow = []
    with tempfile.TemporaryDirectory() as name, addresses(Path(name)) as urls, _page() as page:
        folder = Path(name)
        write_office(folder / "files", options.applications, options.participations)
        for kind, url in urls.items():
            load(url, folder / "files")
            _prepare(url)
            _say(kind, "a bare button", _bare(page))
            with serving(url, folder, PROGRAMME_NOW=NOW) as app:
                for what, taken in _of_manager(page, app):
                    most = _say(kind, what, taken)
                    slow += [what] if what in LIMITED and most > MILLISECONDS else []
    return 1 if slow else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applications", type=int, default=50_000)
    parser.add_argument("--participations", type=int, default=1_000_000)
    return parser.parse_args()


def _say(where: str, what: str, taken: Sequence[float]) -> float:
    """Print one line; returns the 95th percentile."""
    most = percentile(taken)
    print(f"{where:10} {what:16} {statistics.median(taken):7.1f} {most:7.1f}", flush=True)
    return most


@contextmanager
def _page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield browser.new_page(locale="fi-FI", viewport={"width": 1440, "height": 900})
        browser.close()


def _bare(page: Page) -> list[float]:
    """A button of `benchmarks.bare_page` → its number."""
    port = str(free_port())
    options = ["--server.port", port, "--server.headless", "true"]
    bare = str(ROOT / "benchmarks" / "bare_page.py")
    with subprocess.Popen(  # noqa: S603  our own command line
        [sys.executable, "-m", "streamlit", "run", bare, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        _come_to(page, f"http://localhost:{port}")
        taken = [_counted(page, number) for number in range(TIMES + 1)][1:]  # the first warms up
        server.terminate()
    return taken


def _come_to(page: Page, address: str) -> None:
    """Open the page of a server that may still be starting."""
    begun = monotonic()
    while True:
        try:
            page.goto(address)
            return
        except Error:
            if monotonic() - begun > PATIENCE / 1000:
                raise
            page.wait_for_timeout(100)


def _counted(page: Page, number: int) -> float:
    page.locator(".st-key-more button").wait_for()
    drawn(page)
    shown = f"""document.querySelector("[data-testid=stMetricValue]").innerText == {number + 1}"""
    return _clicked(page, BUTTON.format(".st-key-more"), {"counted": shown})["counted"]


def _prepare(url: str) -> None:
    """A manager who can sign in, and days enough for all."""
    engine = create_engine_for(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE sparring_round SET day_pool = day_pool + 1000"))
        opens = update(app_user).where(app_user.c.username == MANAGER)
        connection.execute(opens.values(password_hash=hash_password(DEMO_PASSWORD)))
    engine.dispose()


def _of_manager(page: Page, app: RunningApp) -> Iterator[tuple[str, list[float]]]:
    """What a manager does on two pages, and how long each step took; the first times warm up."""
    sign_in(page, app, MANAGER, QUEUE)
    yield from _steps([_approval(page) for _ in range(TIMES + 1)][1:])
    page.goto(f"{app.address}/regions")
    rounds = [[_region(page, code) for code in REGIONS] for _ in range(TIMES // len(REGIONS) + 1)]
    yield from _steps([taken for each in rounds[1:] for taken in each])


def _steps(taken: Sequence[dict[str, float]]) -> Iterator[tuple[str, list[float]]]:
    for step in taken[0]:
        yield step, [each[step] for each in taken]


def _approval(page: Page) -> dict[str, float]:
    settled(page)
    number = page.evaluate(f"() => {OPEN}")
    return _clicked(
        page,
        BUTTON.format(".st-key-decision_approve"),
        {
            "approved": f"""{RECEIPT}.includes("{number}")""",
            "next is open": f"""{OPEN} && {OPEN} !== "{number}" """,
            "list is drawn": f"""!{ROWS}.querySelector("tr[data-number='{number}']")""",
        },
    )


def _region(page: Page, code: str) -> dict[str, float]:
    page.locator(".st-key-region_map svg.marks").nth(1).wait_for()  # below its legend
    settled(page)
    page.evaluate(f"() => {{ window.before = {OUTLINE} }}")
    name = REGIONS[code]
    return _clicked(
        page,
        AREA.format(code=code),
        {
            "region": f"""{PANEL}.querySelector("input").value === "{name}" """
            f"""&& !{PANEL}.querySelector("[data-stale=true]") && {YEARS}""",
            "map and table": f"""{OUTLINE} !== before """
            f"""&& {CHOSEN}?.textContent.includes("{name}")""",
        },
    )


def _clicked(page: Page, target: str, steps: Mapping[str, str]) -> dict[str, float]:
    """The milliseconds from a click on the target till each expression holds in the page."""
    looked_at = ",".join(f"{name!r}: () => {shown}" for name, shown in steps.items())
    taken: dict[str, float] = page.evaluate(
        f"""() => new Promise((resolve, reject) => {{
          const steps = {{ {looked_at} }}, taken = {{}}
          const target = {target}, box = target.getBoundingClientRect()
          const where = {{ clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 }}
          const begun = performance.now(), passed = () => performance.now() - begun
          const holds = (shown) => {{ try {{ return shown() }} catch {{ return false }} }}
          const look = () => {{
            for (const step in steps)
              if (!(step in taken) && holds(steps[step])) taken[step] = passed()
            if (Object.keys(steps).every((step) => step in taken)) resolve(taken)
            else if (passed() > {PATIENCE}) reject(new Error("not shown: " + Object.keys(taken)))
            else requestAnimationFrame(look)
          }}
          for (const kind of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"])
            target.dispatchEvent(new MouseEvent(kind, {{ bubbles: true, detail: 1, ...where }}))
          look()
        }})"""
    )
    return taken


if __name__ == "__main__":
    sys.exit(main())
