// Tells Python when the data has a new revision, and the viewer whether the line is up.
// One event stream serves the window: it outlives page switches and reruns.

const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 4000
const TRIES_FOR_THE_COOKIE = 2 // it may not be set yet
const LINGER_MS = 2000
const LOOK_AGAIN_MS = 150 // at a run that is under way, or whose answer is being drawn
const ACTED_MS = 500 // in which the run that a click or a key asked for has begun
const SET_OUT_MS = 1000 // in which the run for another page has begun
const QUIET_MS = 60000 // between two words about new data to who listens instead of looking

function stream() {
  if (!window.tilannehuoneLive) {
    const live = {
      source: null, revision: null, presence: 0, state: "connecting", tries: 0, listeners: new Set(),
      paused: false, said: null, saidAt: 0, setOutAt: 0, actedAt: 0,
    }
    window.tilannehuoneLive = live
    addEventListener("popstate", () => (live.setOutAt = Date.now()))
    document.addEventListener("click", (event) => noteLink(live, event), true)
    for (const event of ["click", "keydown", "change"]) {
      document.addEventListener(event, () => (live.actedAt = Date.now()), true)
    }
    document.addEventListener("visibilitychange", () => (document.hidden ? rest(live) : wake(live)))
  }
  return window.tilannehuoneLive
}

// A browser has few connections to one host: a tab that nobody sees gives its own up, and learns
// of what it missed when it is looked at again.
function rest(live) {
  live.source?.close()
  live.source = null
}

function wake(live) {
  if (live.listeners.size && !live.source && !document.hidden) connect(live)
}

function noteLink(live, event) {
  if (event.target.closest?.("a[href]")) live.setOutAt = Date.now()
}

function tell(live) {
  live.listeners.forEach((listener) => listener())
}

function connect(live) {
  const source = new EventSource(new URL("live", document.baseURI))
  live.source = source
  source.onmessage = (event) => {
    ;[live.revision, live.presence] = event.data.split(" ").map(Number)
    live.state = "live"
    live.tries = 0
    tell(live)
  }
  source.addEventListener("away", () => {
    live.state = "away"
    tell(live)
  })
  source.onerror = () => {
    // Before the first word there is nothing to lose: the session's cookie may not be set yet.
    if (live.revision !== null) live.state = "lost"
    if (source.readyState === EventSource.CLOSED) {
      live.source = null
      setTimeout(() => wake(live), Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** live.tries++))
    }
    tell(live)
  }
}

// The words of the line change with every run; only what matters is said aloud: that the line
// breaks, comes back or rests, and now and then that there is new data.
// Who has what open is news only to a page that shows it.
const newest = (live, data) => live.revision + (data.presence ? live.presence : 0)

function announcement(live, mode, data) {
  const changed = live.said !== null && live.said !== mode
  live.said = mode
  if (changed) return mode
  const news = live.asked !== null && live.asked === data.revision
  if (!news || Date.now() - live.saidAt < QUIET_MS) return null
  live.saidAt = Date.now()
  return "news"
}

const ICONS = { live: "sensors", paused: "pause_circle", stale: "sensors_off" }

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const live = stream()
  const root = parentElement.querySelector(".live")
  const button = parentElement.querySelector("button")
  const part = (name) => parentElement.querySelector(name)

  function show() {
    const stale = live.state === "lost" || live.state === "away"
    const mode = stale ? "stale" : live.paused ? "paused" : "live"
    const words = data.texts[mode === "paused" ? "paused" : live.state] ?? data.texts.live
    root.dataset.state = mode
    part(".icon").textContent = ICONS[mode]
    part(".words").textContent = words
    button.setAttribute("aria-label", live.paused ? data.texts.resume : data.texts.pause)
    button.title = button.getAttribute("aria-label")
    button.hidden = false
    button.firstChild.textContent = live.paused ? "play_arrow" : "pause"
    const said = announcement(live, mode, data)
    if (said) part(".said").textContent = said === "news" ? data.texts.news : words
    catchUp()
  }

  function catchUp() {
    clearTimeout(live.waiting)
    const news = live.state === "live" && newest(live, data) !== data.revision
    if (news && !data.hold && !live.paused && live.asked !== newest(live, data)) askOnceIdle()
    if (live.state === "live" && newest(live, data) === data.revision) live.asked = null
    if ((news && (data.hold || live.paused)) || live.tries > TRIES_FOR_THE_COOKIE) leaveWhenOver()
  }

  // A run under way may bring the news itself, and asking would start it over: also one that was
  // just asked for, or whose answer is on screen before it has reached this component. Asking for
  // the page that the viewer is about to leave would take the viewer back.
  function askOnceIdle(wasBusy = false) {
    if (!live.listeners.has(show)) return
    const busy = isBusy()
    if (busy || wasBusy) {
      live.waiting = setTimeout(askOnceIdle, LOOK_AGAIN_MS, busy)
      return
    }
    live.asked = newest(live, data)
    setTriggerValue("revision", live.asked)
  }

  function isBusy() {
    const now = Date.now()
    const acting = now - live.setOutAt < SET_OUT_MS || now - live.actedAt < ACTED_MS
    return acting || document.querySelector("[data-test-script-state=running]") !== null
  }

  // New figures are put off, and a line that is refused brings none, but the end of the session
  // is not put off.
  function leaveWhenOver() {
    const asked = `${live.revision} ${live.tries}`
    if (live.checked === asked) return
    live.checked = asked
    fetch(new URL("live", document.baseURI), { method: "HEAD" }).then(
      (answer) => answer.status === 401 && setTriggerValue("over", true),
      () => {},
    )
  }

  // When the session's time is over, the server is asked: work in another tab may have gone on.
  clearTimeout(live.endTimer)
  live.endTimer =
    data.ends_in === null
      ? null
      : setTimeout(() => setTriggerValue("over", true), (data.ends_in + 1) * 1000)

  // The receipt of what was just done is said too; Streamlit cannot give its place a role.
  document.querySelector(".st-key-receipt")?.setAttribute("role", "status")
  button.onclick = () => {
    live.paused = !live.paused
    tell(live)
  }
  live.listeners.forEach((listener) => listener.root === root && live.listeners.delete(listener))
  show.root = root
  live.listeners.add(show)
  wake(live)
  show()
  return () => {
    live.listeners.delete(show)
    setTimeout(() => {
      if (!live.listeners.size) rest(live)
    }, LINGER_MS)
  }
}
