// A table whose rows are named by id. Text goes in as text, never as markup.

function element(kind, text, className, role) {
  const node = document.createElement(kind)
  node.textContent = text
  if (className) node.className = className
  if (role) node.setAttribute("role", role)
  return node
}

// The address is one of our own pages; what a name from elsewhere would make of it is not followed.
function link(cell) {
  const node = element("a", cell.text)
  const target = new URL(cell.address, document.baseURI)
  if (target.origin === location.origin) node.href = target.href
  return [node, ...note(cell)]
}

function content(cell) {
  if (cell.address) return link(cell)
  if (!cell.icon) return cell.text ? [element("span", cell.text, "text"), ...note(cell)] : []
  const badge = element("span", "", `badge ${cell.colour}`)
  const icon = element("span", cell.icon, "icon")
  icon.setAttribute("aria-hidden", "true")
  badge.append(icon, cell.text)
  return [badge, ...note(cell)]
}

function note(cell) {
  return cell.note ? [element("span", cell.note, "note")] : []
}

function look(column) {
  return [column.wide && "wide", column.number && "number"].filter(Boolean).join(" ")
}

// On a phone the rows of some tables are stacked, which takes their roles away unless they are said.
function line(row, data) {
  const tr = element("tr", "", "", "row")
  tr.dataset.id = row.id
  row.cells.forEach((cell, place) => {
    const column = data.columns[place]
    const td = element("td", "", look(column), data.kind === "choice" ? "gridcell" : "cell")
    td.dataset.heading = column.heading
    td.append(...content(cell))
    tr.append(td)
  })
  if (data.kind === "choice") mark(tr, row.id === data.selected)
  if (data.kind === "action") tr.append(button(row, data))
  return tr
}

function button(row, data) {
  const td = element("td", "", "act", "cell")
  const node = element("button", data.action)
  node.type = "button"
  node.setAttribute("aria-label", row.action)
  td.append(node)
  return td
}

function mark(tr, selected) {
  tr.setAttribute("aria-selected", String(selected))
  tr.tabIndex = selected ? 0 : -1
}

function head(data) {
  const headings = data.columns.map((column) => {
    const th = element("th", column.heading, look(column), "columnheader")
    th.scope = "col"
    return th
  })
  // Nothing stands above the buttons: each of them says what it does.
  return data.kind === "action" ? [...headings, element("td", "", "act", "cell")] : headings
}

function nothing(data) {
  const tr = element("tr", "", "", "row")
  const td = element("td", data.empty ?? "", "nothing", "cell")
  td.colSpan = data.columns.length
  tr.append(td)
  return tr
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const table = parentElement.querySelector("table")
  const body = table.querySelector("tbody")
  const focused = table.getRootNode().activeElement
  const row = focused?.closest?.("tr")?.dataset.id
  table.className = data.kind
  table.setAttribute("role", data.kind === "choice" ? "grid" : "table")
  table.setAttribute("aria-label", data.label)
  table.querySelectorAll("thead, tbody").forEach((group) => group.setAttribute("role", "rowgroup"))
  const top = table.querySelector("thead tr")
  top.setAttribute("role", "row")
  top.replaceChildren(...head(data))
  const lines = data.rows.length ? data.rows.map((each) => line(each, data)) : [nothing(data)]
  body.replaceChildren(...lines)
  const current = lines.find((tr) => tr.dataset.id === row)
  if (row && current) (current.querySelector("button") ?? current).focus()

  body.onclick = (event) => {
    const tr = event.target.closest("tr")
    if (event.target.closest("button")) setTriggerValue("acted", tr.dataset.id)
    if (data.kind !== "choice" || !tr?.dataset.id) return
    choose(tr)
    tr.focus()
  }
  body.onkeydown = data.kind === "choice" ? walk : null
  if (data.kind === "choice" && !body.querySelector("tr[tabindex='0']")) lines[0].tabIndex = 0

  function choose(tr) {
    if (tr.getAttribute("aria-selected") === "true") return
    body.querySelectorAll("tr").forEach((other) => mark(other, other === tr))
    setTriggerValue("chosen", tr.dataset.id)
  }

  function walk(event) {
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
