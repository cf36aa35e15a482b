"""One button for all files; each is made when it is fetched, and only for whoever may have it."""

from collections.abc import Callable

import streamlit as st

from charts import pictures
from data_access.logs import logger
from pages.regions.downloads.content import Content, content_of
from pages.regions.downloads.geojson import GEOJSON, geojson_of
from pages.regions.downloads.names import file_name, picture_name
from pages.regions.downloads.picture import sheet_of
from pages.regions.downloads.tables import book_of, csv_of
from pages.regions.opened_list import opened_list
from pages.regions.shown import Shown
from pages.regions.views import View
from ui.download import fetched
from ui.language import language, use_language
from ui.layout import small
from ui.sign_in import session_id
from ui.spreadsheet import WORKBOOK
from ui.texts import t

log = logger(__name__)

_LONGEST_REASON = 300

#: What the picture of a view is, where it is no single map.
_PICTURE = {
    View.YEARS: "regions.download_maps",
    View.COMPARE: "regions.download_lines",
    View.CONTEXT: "regions.download_pairs",
}


def show(shown: Shown) -> None:
    """Draw the button; the pictures are of the chosen measure as the view has it, the other files
    of all measures."""
    opened_list("download", t("regions.download"), "download", lambda: _files(content_of(shown)))


def _files(content: Content) -> None:
    if content.has_picture:
        st.markdown(small(t(_PICTURE.get(content.chosen.view, "regions.download_pictures"))))
        _file(content, "png", "image/png", png_of, picture_name)
        _file(content, "svg", "image/svg+xml", svg_of, picture_name)
    st.markdown(small(t("regions.download_figures")))
    _file(content, "csv", "text/csv", csv_of, file_name)
    _file(content, "xlsx", WORKBOOK, book_of, file_name)
    _file(content, "geojson", GEOJSON, geojson_of, file_name)


def png_of(content: Content) -> bytes:
    """The view as PNG; raises NotDrawn."""
    return _drawn(pictures.png, content)


def svg_of(content: Content) -> bytes:
    """The view as SVG; raises NotDrawn."""
    return _drawn(pictures.svg, content)


def _drawn(draw: Callable[[pictures.Sheet], bytes], content: Content) -> bytes:
    """Whoever asked is told by the button that there is no picture; the reason is for the log."""
    try:
        return draw(sheet_of(content))
    except pictures.NotDrawn as failed:
        log.warning("picture_failed", reason=str(failed)[-_LONGEST_REASON:])
        raise


def _file(
    content: Content,
    ending: str,
    kind: str,
    make: Callable[[Content], bytes],
    name: Callable[[Content, str], str],
) -> None:
    own, spoken = session_id(), language()

    def made(in_language: str) -> bytes:
        with use_language(in_language):
            return make(content)

    st.download_button(
        t(f"regions.download_{ending}"),
        lambda: fetched(own, made, spoken),
        file_name=name(content, ending),
        mime=kind,
        key=f"region_download_{ending}",
        on_click="ignore",
        width="stretch",
    )
