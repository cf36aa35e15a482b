// Tells Python when the data has a new revision, and the viewer whether the line is up.
// One event stream serves the window: it outlives page switches and reruns.

const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 4000
const LINGER_MS = 2000

function stream() {
  if (!window.tilannehuoneLive) {
    const live = { source: null, revision: null, state: "connecting", tries: 0, listeners: new Set() }
    window.tilannehuoneLive = live
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

function tell(live) {
  live.listeners.forEach((listener) => listener())
}

function connect(live) {
  const source = new EventSource(new URL("live", document.baseURI))
  live.source = source
  source.onmessage = (event) => {
    live.revision = Number(event.data)
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
    tell(live)
    if (source.readyState === EventSource.CLOSED) {
      live.source = null
      setTimeout(() => wake(live), Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** live.tries++))
    }
  }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const live = stream()
  const root = parentElement.querySelector(".live")
  const icon = parentElement.querySelector(".icon")
  const words = parentElement.querySelector(".words")

  function show() {
    const stale = live.state === "lost" || live.state === "away"
    root.dataset.state = stale ? "stale" : "live"
    icon.textContent = stale ? "sensors_off" : "sensors"
    words.textContent = data.texts[live.state] ?? data.texts.live
    const news = live.state === "live" && live.revision !== data.revision
    if (news && !data.hold && live.asked !== live.revision) {
      live.asked = live.revision
      setTriggerValue("revision", live.revision)
    }
    if (live.state === "live" && live.revision === data.revision) live.asked = null
  }

  // When the session's time is over, the server is asked: work in another tab may have gone on.
  clearTimeout(live.endTimer)
  live.endTimer =
    data.ends_in === null
      ? null
      : setTimeout(() => setTriggerValue("over", true), (data.ends_in + 1) * 1000)

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
