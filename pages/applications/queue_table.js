// A table whose rows are opened and marked by application number, never by their place. Text goes
// in as text, never as markup.

const LIST = ".st-key-application_queue"

// One account for the window: a component is called anew with each change of its data.
function account() {
  if (!window.tilannehuoneQueue) {
    window.tilannehuoneQueue = { marks: new Set(), stamp: null, anchor: null, keys: {} }
    window.addEventListener("keydown", pressed, true)
    document.addEventListener("click", swallowDoubleClick, true)
  }
  return window.tilannehuoneQueue
}

// After a decision the next application stands under the pointer: the second half of a double
// click must not decide on it.
function swallowDoubleClick(event) {
  if (event.detail > 1 && event.target.closest('[class*="st-key-decision_"] button')) {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
}

// --- keys of the whole page -------------------------------------------------------------------

const FIELD = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]"

// Single keys are for whoever does not write: in a field, in a dialog or with them switched off
// they do nothing here, and switched off they reach no button either.
function pressed(event) {
  const single = event.key.length === 1 && event.key !== " "
  if (!single || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.composedPath()[0].matches?.(FIELD) || !document.querySelector(LIST)) return
  const { keys, switchedOff } = account()
  if (switchedOff) event.stopImmediatePropagation()
  const act = keys[event.key.toLowerCase()]
  if (switchedOff || !act || event.repeat || document.querySelector("[role=dialog]")) return
  event.preventDefault()
  act()
}

function search() {
  const field = document.querySelector(".st-key-queue_search input")
  field?.focus()
  field?.select()
}

const help = () => document.querySelector(".st-key-queue_shortcuts button")?.click()

// --- cells --------------------------------------------------------------------------------------

function cell(kind, text, className) {
  const node = document.createElement(kind)
  node.textContent = text
  if (className) node.className = className
  return node
}

function badge(row) {
  const node = cell("span", "", `badge ${row.colour}`)
  node.append(cell("span", row.icon, "icon"), row.status)
  node.firstChild.setAttribute("aria-hidden", "true")
  return node
}

function checkbox(label, kind) {
  const holder = cell(kind, "", "mark")
  const box = document.createElement("input")
  box.type = "checkbox"
  box.setAttribute("aria-label", label)
  holder.append(box)
  return holder
}

function line(row) {
  const tr = document.createElement("tr")
  tr.dataset.number = row.number
  const mark = checkbox(row.mark, "td")
  mark.firstChild.tabIndex = -1 // the space bar does it from the row
  const waited = cell("td", row.waited, row.late ? "late" : "")
  if (row.late) waited.append(cell("span", " ⚑", "flag"))
  const organisation = cell("td", "", "organisation")
  organisation.append(cell("span", row.organisation, "name"), cell("span", row.about, "about"))
  organisation.append(badge(row)) // on a phone the status stands here, see the style sheet
  const status = cell("td", "", "status")
  status.append(badge(row))
  tr.append(mark, waited, organisation, cell("td", row.days, "days"), status)
  tr.append(cell("td", row.number_shown, "number"))
  return tr
}

// A row that says what it said stays as it is: most of the list outlives a decision, and drawing
// it anew would cost more than all else on the page.
function redrawn(rows, drawn) {
  const kept = new Map()
  for (const row of rows) {
    const said = JSON.stringify(row)
    const before = drawn.get(row.number)
    kept.set(row.number, before?.said === said ? before : { said, tr: line(row) })
  }
  return kept
}

function put(body, lines) {
  const staying = new Set(lines)
  for (const tr of [...body.children]) if (!staying.has(tr)) tr.remove()
  lines.forEach((tr, place) => {
    if (body.children[place] !== tr) body.insertBefore(tr, body.children[place] ?? null)
  })
}

function open(tr, selected) {
  const before = tr.getAttribute("aria-selected")
  if (before !== String(selected)) tr.setAttribute("aria-selected", String(selected))
  const reached = selected ? 0 : -1
  if (before === null || tr.tabIndex !== reached) tr.tabIndex = reached
}

function heading(column) {
  const th = cell("th", "", column.name)
  th.scope = "col"
  th.setAttribute("aria-sort", column.order)
  const button = cell("button", column.label)
  button.type = "button"
  button.dataset.sort = column.name
  const arrow = { ascending: " ↑", descending: " ↓", none: "" }[column.order]
  const sign = cell("span", arrow, "arrow")
  sign.setAttribute("aria-hidden", "true")
  button.append(sign)
  th.append(button)
  return th
}

// --- the table ----------------------------------------------------------------------------------

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const table = parentElement.querySelector("table")
  const frame = parentElement.querySelector(".frame")
  const head = table.querySelector("thead tr")
  const body = table.querySelector("tbody")
  const state = account()
  if (state.stamp !== data.stamp) {
    Object.assign(state, { marks: new Set(data.marked), stamp: data.stamp, anchor: null })
  }
  const focused = table.getRootNode().activeElement
  const wasIn = { body: body.contains(focused), sort: focused?.dataset?.sort }
  wasIn.all = focused && focused === head.querySelector("input")
  table.setAttribute("role", "grid")
  table.setAttribute("aria-label", data.label)
  const all = checkbox(data.mark_all, "td")
  head.replaceChildren(all, ...data.headings.map(heading))
  body.drawn = redrawn(data.rows, body.drawn ?? new Map())
  const lines = [...body.drawn.values()].map(({ tr }) => tr)
  put(body, lines.length ? lines : [nothing(data)])
  lines.forEach((tr) => open(tr, tr.dataset.number === data.selected))
  const current = lines.find((tr) => tr.dataset.number === data.selected)
  if (lines.length && !current) lines[0].tabIndex = 0
  showMarks()
  if (wasIn.body && current) current.focus()
  if (wasIn.sort) head.querySelector(`[data-sort=${wasIn.sort}]`).focus()
  if (wasIn.all) all.firstChild.focus()

  state.switchedOff = !data.shortcuts
  state.keys = { x: () => markOne(currentRow()), "/": search, "?": help }

  function currentRow() {
    return body.querySelector("tr[aria-selected=true]")
  }

  function showMarks() {
    for (const tr of lines) {
      const marked = state.marks.has(tr.dataset.number)
      tr.querySelector("input").checked = marked
      tr.classList.toggle("marked", marked)
    }
    const count = lines.filter((tr) => state.marks.has(tr.dataset.number)).length
    // Rems above and below the list: the page is not to scroll beside it.
    frame.style.setProperty("--around", `${19.4 + 3 * data.rows_around + (count ? 4 : 0)}rem`)
    const box = all.firstChild
    box.checked = count > 0 && count === lines.length
    box.indeterminate = count > 0 && count < lines.length
    box.disabled = !lines.length
  }

  function mark(some, marked) {
    for (const tr of some) state.marks[marked ? "add" : "delete"](tr.dataset.number)
    showMarks()
    const shown = lines.map((tr) => tr.dataset.number)
    const chosen = shown.filter((number) => state.marks.has(number))
    setTriggerValue("marked", { stamp: state.stamp, shown, marked: chosen })
  }

  function markOne(tr) {
    if (!tr?.dataset.number) return
    state.anchor = tr.dataset.number
    mark([tr], !state.marks.has(tr.dataset.number))
  }

  // All from the row that was marked last to this one become what that one is.
  function markUpTo(tr) {
    const from = lines.findIndex((each) => each.dataset.number === state.anchor)
    if (from < 0) return markOne(tr)
    const to = lines.indexOf(tr)
    mark(lines.slice(Math.min(from, to), Math.max(from, to) + 1), state.marks.has(state.anchor))
  }

  function choose(tr) {
    if (!tr?.dataset.number || tr.getAttribute("aria-selected") === "true") return
    lines.forEach((other) => open(other, other === tr))
    setTriggerValue("chosen", tr.dataset.number)
  }

  head.onclick = (event) => {
    const button = event.target.closest("button")
    if (button) setTriggerValue("sorted", button.dataset.sort)
    if (event.target === all.firstChild) mark(lines, event.target.checked)
  }
  body.onmousedown = (event) => {
    if (event.shiftKey) event.preventDefault() // no text is selected on the way
  }
  body.onclick = (event) => {
    const tr = event.target.closest("tr")
    if (event.target.closest(".mark") || event.shiftKey) {
      if (event.shiftKey) markUpTo(tr)
      else markOne(tr)
      return
    }
    choose(tr)
    tr.focus()
  }
  body.onkeydown = (event) => {
    const tr = event.target.closest("tr")
    if (event.key === " ") {
      event.preventDefault()
      return event.shiftKey ? markUpTo(tr) : markOne(tr)
    }
    const steps = { ArrowDown: tr.nextSibling, ArrowUp: tr.previousSibling }
    const to = steps[event.key] ?? { Home: lines[0], End: lines.at(-1), Enter: tr }[event.key]
    if (!to) return
    event.preventDefault()
    to.focus()
    choose(to)
  }
}

function nothing(data) {
  const tr = document.createElement("tr")
  const said = cell("td", data.empty, "nothing")
  said.colSpan = data.headings.length + 1
  tr.append(said)
  return tr
}
