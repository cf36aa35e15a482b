// A table whose rows are chosen by application number. Text goes in as text, never as markup.

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

function line(row, selected) {
  const tr = document.createElement("tr")
  tr.dataset.number = row.number
  const waited = cell("td", row.waited, row.late ? "late" : "")
  if (row.late) waited.append(cell("span", " ⚑", "flag"))
  const organisation = cell("td", "", "organisation")
  organisation.append(cell("span", row.organisation, "name"), cell("span", row.about, "about"))
  organisation.append(badge(row)) // on a phone the status stands here, see the style sheet
  const status = cell("td", "", "status")
  status.append(badge(row))
  tr.append(waited, organisation, cell("td", row.days, "days"), status, cell("td", row.number_shown))
  mark(tr, row.number === selected)
  return tr
}

function mark(tr, selected) {
  tr.setAttribute("aria-selected", String(selected))
  tr.tabIndex = selected ? 0 : -1
}

// After a decision the next application stands under the pointer: the second half of a double
// click must not decide on it.
function swallowDoubleClick(event) {
  if (event.detail > 1 && event.target.closest('[class*="st-key-decision_"] button')) {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const table = parentElement.querySelector("table")
  const body = table.querySelector("tbody")
  document.addEventListener("click", swallowDoubleClick, true)
  const focused = body.contains(table.getRootNode().activeElement)
  table.setAttribute("role", "grid")
  table.setAttribute("aria-label", data.label)
  table.querySelector("thead tr").replaceChildren(
    ...data.headings.map((heading, place) => {
      const th = cell("th", heading, ["", "", "days", "status", ""][place])
      th.scope = "col"
      return th
    }),
  )
  const lines = data.rows.map((row) => line(row, data.selected))
  if (!lines.length) {
    const tr = document.createElement("tr")
    const nothing = cell("td", data.empty, "nothing")
    nothing.colSpan = data.headings.length
    tr.append(nothing)
    body.replaceChildren(tr)
    return
  }
  body.replaceChildren(...lines)
  const current = lines.find((tr) => tr.dataset.number === data.selected)
  if (!current) lines[0].tabIndex = 0
  if (focused && current) current.focus()

  function choose(tr) {
    if (!tr || tr.getAttribute("aria-selected") === "true") return
    body.querySelectorAll("tr").forEach((other) => mark(other, other === tr))
    setTriggerValue("chosen", tr.dataset.number)
  }
  body.onclick = (event) => {
    const tr = event.target.closest("tr")
    choose(tr)
    tr?.focus()
  }
  body.onkeydown = (event) => {
    const tr = event.target.closest("tr")
    const steps = { ArrowDown: tr.nextSibling, ArrowUp: tr.previousSibling }
    const ends = { Home: body.firstChild, End: body.lastChild, Enter: tr, " ": tr }
    const to = steps[event.key] ?? ends[event.key]
    if (!to) return
    event.preventDefault()
    to.focus()
    choose(to)
  }
}
