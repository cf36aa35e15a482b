// Steps through the years. While it plays, the next year is asked for a while after the one before
// has come: a run that takes long is waited for, and nothing is asked while nobody looks.

const LOOK_MS = 1200

function make(name, icon) {
  const button = document.createElement("button")
  const picture = document.createElement("span")
  button.type = "button"
  button.className = name
  picture.className = "icon"
  picture.textContent = icon
  picture.setAttribute("aria-hidden", "true")
  button.append(picture, document.createElement("span"))
  return button
}

function build(root) {
  const said = document.createElement("output")
  root.append(
    make("back", "chevron_left"), said, make("forward", "chevron_right"),
    make("play", "play_arrow"), make("all", "date_range"),
  )
}

// What has no words beside its icon has them for who does not see it.
function label(button, words, shown) {
  button.lastChild.textContent = shown ? words : ""
  if (shown) button.removeAttribute("aria-label")
  else button.setAttribute("aria-label", words)
  button.title = shown ? "" : words
}

// A button with the keyboard on it stays within its reach when there is nothing more to do.
function bar(button, is) {
  button.setAttribute("aria-disabled", String(is))
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const root = parentElement.querySelector(".years")
  if (!root.childElementCount) build(root)
  const part = (name) => root.querySelector(name)
  const place = data.years.indexOf(data.current)
  const last = data.years.length - 1

  function ask(year) {
    if (year !== undefined) setTriggerValue("year", year)
  }

  function step(by) {
    root.playing = false
    const next = place < 0 ? (by > 0 ? 0 : last) : place + by
    if (next >= 0 && next <= last) ask(String(data.years[next]))
    show()
  }

  // From the last year, and from all of them, it begins anew.
  function play() {
    root.playing = !root.playing
    root.begun = root.playing && (place < 0 || place === last)
    if (root.begun) ask(String(data.years[0]))
    show()
  }

  function all() {
    root.playing = false
    if (place >= 0) ask("")
    show()
  }

  function goOn() {
    if (!root.isConnected || !root.playing) return
    if (document.hidden) root.waiting = setTimeout(goOn, LOOK_MS)
    else ask(String(data.years[place + 1]))
  }

  function show() {
    clearTimeout(root.waiting)
    if (place === last && !root.begun) root.playing = false
    if (place !== last) root.begun = false
    root.setAttribute("aria-label", data.texts.group)
    part("output").textContent = place < 0 ? data.whole : data.current
    label(part(".back"), data.texts.back, false)
    label(part(".forward"), data.texts.forward, false)
    label(part(".play"), root.playing ? data.texts.stop : data.texts.play, true)
    label(part(".all"), data.texts.all, true)
    part(".play .icon").textContent = root.playing ? "pause" : "play_arrow"
    bar(part(".back"), place === 0)
    bar(part(".forward"), place === last)
    part(".all").hidden = place < 0
    if (root.playing && place >= 0 && place < last) root.waiting = setTimeout(goOn, LOOK_MS)
  }

  part(".back").onclick = () => step(-1)
  part(".forward").onclick = () => step(1)
  part(".play").onclick = play
  part(".all").onclick = all
  show()
  return () => clearTimeout(root.waiting)
}
