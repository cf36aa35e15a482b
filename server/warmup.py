"""Work done before the first visitor comes, so that nobody waits for it."""

import gc
import pkgutil
from collections.abc import Iterable
from importlib import import_module

import altair as alt
import pandas as pd
from streamlit.runtime import get_instance

from data_access.logs import logger

log = logger(__name__)


async def warm_up(packages: Iterable[str]) -> None:
    """Import the packages with all their modules, draw a chart, run the app once, settle memory.

    Give no package that imports components: those register themselves only when their first
    import happens inside a run of the app, which is what the run here is for. What is loaded now
    lives as long as the process; frozen, no later garbage collection looks through it again.
    """
    for package in packages:
        _import_whole(package)
    _draw_a_chart()
    runs, _ = await get_instance().does_script_run_without_error()
    if not runs:
        log.error("app_does_not_run")
    gc.collect()
    gc.freeze()


def _import_whole(package: str) -> None:
    module = import_module(package)
    for found in pkgutil.walk_packages(module.__path__, f"{package}."):
        import_module(found.name)


def _draw_a_chart() -> None:
    """The first chart of a process takes half a second longer than all others."""
    alt.Chart(pd.DataFrame({"x": [1]})).mark_bar().encode(x="x:Q").to_dict()
