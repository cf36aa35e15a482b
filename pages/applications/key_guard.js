// Keys decide, so they must decide once and only on what is seen: a key that is held down, or
// struck twice in a row like a double click, would go on with the application that opens next, and
// behind an open dialog the buttons are not seen.

const TWICE_MS = 500
const DECIDES_NOTHING = "jkx" // walking through the list, and marking in it
const FIELD = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]"

let before = { key: null, at: 0 }

function pressed(event) {
  const key = event.key.toLowerCase()
  if (key.length !== 1 || key === " " || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.composedPath()[0].matches?.(FIELD)) return
  const twice = key === before.key && event.timeStamp - before.at < TWICE_MS
  before = { key, at: event.timeStamp }
  const again = (event.repeat || twice) && !DECIDES_NOTHING.includes(key)
  if (again || document.querySelector("[role=dialog]")) event.stopImmediatePropagation()
}

export default function () {
  window.tilannehuoneKeyGuard ??= (window.addEventListener("keydown", pressed, true), true)
}
