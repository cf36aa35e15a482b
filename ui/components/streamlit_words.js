// Streamlit's own words, which are English only, in the viewer's language.
//
// Each rule names where Streamlit writes: a text of the same letters elsewhere on the page, such
// as one from the database, is left alone. Where Streamlit writes anew, we do too.

const HIDE = null
// What Streamlit writes without a word to those who do not see it.
const ALERTS = new Set(["download_failed"])

// selector, attribute ("" for the text inside), what Streamlit writes, key of ours (or a role)
const RULES = [
  ["[data-testid=stLogoLink]", "aria-label", /^Navigate to home page$/, "home"],
  ["[data-testid=stHeaderLogo], [data-testid=stSidebarLogo]", "alt", /Logo$/, "logo"],
  ["[data-testid=stSkipToContent]", "", /^Skip to main content$/, "skip"],
  ["[data-testid=stTopNav], [data-testid=stSidebarNav]", "aria-label", /^App pages$/, "pages"],
  ["[data-testid=stSelectbox] button", "aria-label", /^Open$/, "open"],
  ["[data-testid=stSelectbox] button", "aria-label", /^Clear value$/, "clear"],
  ["[data-testid=stSelectbox] input", "placeholder", /^Choose an option$/, "choose"],
  ["[data-testid=stSelectboxVirtualDropdown] *", "", /^No results$/, "no_results"],
  ["[data-testid=stTextInput] button", "aria-label", /^Clear entry$/, "clear"],
  ["[data-testid=stTextInput] button", "aria-label", /^Show password$/, "show_password"],
  ["[data-testid=stTextInput] button", "aria-label", /^Hide password$/, "hide_password"],
  ["[data-testid=stNumberInput] button", "aria-label", /^Decrement$/, "fewer"],
  ["[data-testid=stNumberInput] button", "aria-label", /^Increment$/, "more"],
  ["[data-testid=InputInstructions], [data-testid=InputInstructions] *", "", /^Press Enter to apply$/, "apply"],
  ["[data-testid=InputInstructions], [data-testid=InputInstructions] *", "", /^Press Enter to submit form$/, "submit"],
  ["[data-testid=InputInstructions], [data-testid=InputInstructions] *", "", /^Press (Ctrl|⌘)\+Enter to apply$/, "apply_lines"],
  // It has a name of its own, so it is no mere presentation.
  ["[data-testid=stFileUploaderDropzone]", "role", /^presentation$/, "group"],
  ["[data-testid=stFileUploaderDropzone] button p", "", /^Upload$/, "upload"],
  ["[data-testid=stFileUploaderDropzone] *", "", /^Drag and drop files here$/, "drop"],
  ["[data-testid=stFileUploaderDropzone] *", "", /^(\d+)MB per file • CSV, TXT, TSV, XLSX$/, "upload_limit"],
  ["[data-testid=stFileUploaderDropzone] input", "aria-label", /^file upload$/, "upload"],
  ["[data-testid=stFileUploaderDropzone] button", "aria-label", /^Add files$/, "add_files"],
  ["[data-testid=stFileUploaderDropzone] button span", "", / icon$/, HIDE],
  ["[data-testid=stFileChipDeleteBtn] button", "aria-label", /^Remove (.+)$/, "remove_file"],
  ["[data-testid=stFileChip] [role=alert], [data-testid^=stTooltip] *", "", / files are not allowed\.$/, "file_kind"],
  ["[data-testid=stFileChip] [role=alert], [data-testid^=stTooltip] *", "", /File must be .+ or smaller\.$|status code 413$/, "file_size"],
  ["[data-testid=stFileChip] [role=alert], [data-testid^=stTooltip] *", "", /AxiosError: .+$|Network Error$/, "file_refused"],
  ["[data-testid=stDownloadButtonError], [data-testid=stDownloadButtonError] *", "", /^(Failed to generate file for download|Download failed|Request timed out|Connection closed|Deferred download not properly configured)$/, "download_failed"],
  ["[role=dialog] button", "aria-label", /^Close$/, "close"],
  ["kbd", "aria-label", /^Shortcut (.+)$/, "shortcut"],
  ["[aria-roledescription]", "aria-roledescription", /^visualization$/, "chart"],
  ["[data-testid=stMetricChart]", "aria-label", /^Vega visualization$/, "course"],
  // Else its marks are read out one by one, as "x: 0; y: 17".
  ["[data-testid=stMetricChart]", "role", /^graphics-document$/, "img"],
  ["g", "aria-roledescription", /mark container$/, HIDE],
  // An icon stands beside a word that says the same.
  ["[role=img][aria-label$=' icon']", "aria-label", / icon$/, HIDE],
]

const WATCHED = { subtree: true, childList: true, characterData: true, attributeFilter: [...new Set(RULES.map((rule) => rule[1]).filter(Boolean))] }

const ANYWHERE = RULES.map((rule) => rule[0]).join(", ")

// What Streamlit wrote where we wrote, for the next change of language.
const written = new WeakMap()

function read(element, attribute) {
  if (attribute) return element.getAttribute(attribute)
  const nodes = [...element.childNodes]
  return nodes.length && nodes.every((node) => node.nodeType === Node.TEXT_NODE) ? element.textContent : null
}

function write(element, attribute, text) {
  if (attribute) element.setAttribute(attribute, text)
  else element.childNodes.forEach((node, place) => { node.nodeValue = place ? "" : text })
}

function original(element, attribute, now) {
  const known = written.get(element)?.[attribute]
  return known && known.ours === now ? known.theirs : now
}

function translateOne(element, attribute, pattern, key, texts) {
  const now = read(element, attribute)
  const theirs = now === null ? null : original(element, attribute, now)
  const found = theirs?.match(pattern)
  if (!found) return
  if (key === HIDE) {
    if (attribute) element.removeAttribute(attribute)
    element.setAttribute("aria-hidden", "true")
    return
  }
  const ours = (texts[key] ?? key).replace("{keys}", () => found[1] ?? "")
  if (ours === now) return
  if (ALERTS.has(key)) element.setAttribute("role", "alert")
  write(element, attribute, ours)
  written.set(element, { ...written.get(element), [attribute]: { theirs, ours } })
}

// A part of the page and all that is in it.
function translate(root, texts) {
  if (!root.matches(ANYWHERE) && !root.querySelector(ANYWHERE)) return
  for (const [selector, attribute, pattern, key] of RULES) {
    const inside = [...root.querySelectorAll(selector)]
    const elements = root.matches(selector) ? [root, ...inside] : inside
    elements.forEach((element) => translateOne(element, attribute, pattern, key, texts))
  }
}

function translateAttribute(element, name, texts) {
  for (const [selector, attribute, pattern, key] of RULES) {
    if (attribute === name && element.matches(selector)) translateOne(element, attribute, pattern, key, texts)
  }
}

// Only what has changed is looked at: a run of a page changes it some hundred times.
function translateChanges(records, texts) {
  const parts = new Set()
  for (const { type, target, addedNodes, attributeName } of records) {
    if (type === "childList") addedNodes.forEach((node) => parts.add(elementOf(node)))
    else if (type === "attributes") translateAttribute(target, attributeName, texts)
    else parts.add(elementOf(target))
  }
  parts.forEach((part) => part?.isConnected && translate(part, texts))
}

const elementOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)

export default function ({ data }) {
  translate(document.body, data)
  // One observer for the window, whatever language comes next.
  window.tilannehuoneWords?.disconnect()
  window.tilannehuoneWords = new MutationObserver((records) => translateChanges(records, data))
  window.tilannehuoneWords.observe(document.body, WATCHED)
}
