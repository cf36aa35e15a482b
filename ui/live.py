"""Live refresh: the page runs again when the data has changed, and says whether the line is up.

Behind serve.py the browser is told by an event stream (`/live`). Under plain `streamlit run`
there is none, and a cheap tick looks at the revisions instead. Either way the viewer can pause it:
the figures then stay as they are until the viewer goes on or does something else on the page.
"""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_access import changes
from ui import address, formats, reads
from ui.database import engine
from ui.sign_in import LIVE, run_for_news, session_seconds_left, still_signed_in
from ui.texts import plain, t

TICK = "2s"

_PAUSED = "live_paused"

_HERE = Path(__file__).parent / "components"
_status = st.components.v2.component(
    "tilannehuone_live",
    html='<div class="live"><span class="icon" aria-hidden="true"></span>'
    '<span class="words"></span>'
    '<button type="button" hidden><span class="icon" aria-hidden="true"></span></button>'
    '<span class="said" role="status"></span></div>',
    css=(_HERE / "live.css").read_text(encoding="utf-8"),
    js=(_HERE / "live.js").read_text(encoding="utf-8"),
)


def live_status(place: DeltaGenerator, *, hold: bool = False, presence: bool = False) -> None:
    """Draw the live status into `place` and keep the page up to date from here on.

    `hold` puts new data off until the page runs again by itself: a run draws an open dialog anew,
    and what is half written in it would be lost. With `presence` the page also runs when somebody
    opens or leaves something.
    """
    updated = formats.time(reads.programme_clock().now())
    with place:
        if changes.watched():
            _pushed(updated, hold, presence)
        else:
            shown = None if hold else reads.revision(presence=presence)
            _ticking(shown, updated, presence)


def _pushed(updated: str, hold: bool, presence: bool) -> None:
    connected = f"{plain('live.connected')} · {plain('live.updated', time=updated)}"
    stale = plain("live.stale_since", time=updated)
    _status(
        key=LIVE,
        data={
            "revision": reads.revision(presence=presence),
            "presence": presence,
            "hold": hold,
            "ends_in": session_seconds_left(),
            "texts": {
                "live": connected,
                "connecting": plain("live.updated", time=updated),
                "lost": f"{plain('live.reconnecting')} {stale}",
                "away": f"{plain('live.stale')}. {stale}",
                "paused": plain("live.paused", time=updated),
                "news": plain("live.news", time=updated),
                "pause": plain("live.pause"),
                "resume": plain("live.resume"),
            },
        },
        on_revision_change=address.stay,
        on_over_change=address.stay,
    )


@st.fragment(run_every=TICK)
def _ticking(shown: int | None, updated: str, presence: bool) -> None:
    """Without push: look at the counters now and then, and run the page when they have moved.

    `shown` is the revision on screen, None while new data is put off.
    """
    paused = st.session_state.get(_PAUSED, False)
    with st.container(key=LIVE, width="content", horizontal=True, vertical_alignment="center"):
        st.text(plain("live.paused" if paused else "live.updated", time=updated), width="content")
        st.button(
            t("live.resume" if paused else "live.pause"),
            key="live_pause",
            type="tertiary",
            on_click=lambda: st.session_state.update({_PAUSED: not paused}),
        )
    is_news = shown is not None and not paused and _revision(presence) != shown
    if is_news or not still_signed_in():
        run_for_news()


def _revision(presence: bool) -> int:
    return changes.total(changes.revisions(engine()), presence=presence)
