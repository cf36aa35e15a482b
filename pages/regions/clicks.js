// A click on a unit of a map chooses it. Vega leaves the row of each mark with its element; its own
// selection tells Python of a click some time later, and of the same one only once.
const MAPS = ".st-key-region_map, .st-key-card_region_change"

export default function ({ parentElement, setTriggerValue }) {
  function choose({ target }) {
    const code = target.__data__?.datum?.region_code
    if (code && target.closest(MAPS)) setTriggerValue("unit", code)
  }

  parentElement.listening?.abort()
  parentElement.listening = new AbortController()
  document.addEventListener("click", choose, { signal: parentElement.listening.signal })
  return () => parentElement.listening.abort()
}
