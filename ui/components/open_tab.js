// The tab that the viewer opened stays open in another language.
//
// Streamlit knows it by its words, and opens the first one when they change.

const TAB = "[data-testid=stTab]"

const tabsIn = (place) => [...document.querySelectorAll(`.st-key-${place} ${TAB}`)]

// One account for the window: a component is called anew with each change of its data.
function account() {
  if (!window.tilannehuoneTabs) {
    window.tilannehuoneTabs = { opened: {}, observer: null }
    for (const event of ["click", "focusin"]) // the arrow keys only move the focus
      document.addEventListener(event, remember, { capture: true })
  }
  return window.tilannehuoneTabs
}

function remember({ target }) {
  const place = target.closest?.(TAB)?.closest("[class*=st-key-]").className.match(/st-key-(\w+)/)[1]
  if (place) account().opened[place] = tabsIn(place).findIndex((tab) => tab.contains(target))
}

function reopen(place) {
  const chosen = tabsIn(place)[account().opened[place]]
  if (chosen && chosen.ariaSelected !== "true") chosen.click()
}

// Streamlit goes back to the first one only after it has drawn the words.
const afterDrawing = (then) => requestAnimationFrame(() => requestAnimationFrame(then))

function whenTranslated({ place, words }, then) {
  account().observer?.disconnect()
  const isTranslated = () => tabsIn(place).map((tab) => tab.textContent).join() === words.join()
  if (isTranslated()) return afterDrawing(then)
  const observer = new MutationObserver(() => {
    if (!isTranslated()) return
    observer.disconnect()
    afterDrawing(then)
  })
  account().observer = observer
  observer.observe(document.body, { subtree: true, childList: true, characterData: true })
}

export default function ({ data }) {
  whenTranslated(data, () => reopen(data.place))
  return () => account().observer?.disconnect()
}
