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

const GRID = new Set(["choice", "sum"])

// On a phone the rows of some tables are stacked, which takes their roles away unless they are said.
function line(row, data) {
  const tr = element("tr", "", "", "row")
  tr.dataset.id = row.id
  row.cells.forEach((cell, place) => {
    const column = data.columns[place]
    const td = element("td", "", look(column), GRID.has(data.kind) ? "gridcell" : "cell")
    td.dataset.heading = column.heading
    td.append(...content(cell))
    tr.append(td)
  })
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

function head(data, sorted, sort) {
  const headings = data.columns.map((column, place) => {
    const th = element("th", column.sortable ? "" : column.heading, look(column), "columnheader")
    th.scope = "col"
    if (column.sortable) th.append(sorter(column, place === sorted.place && sorted, () => sort(place)))
    if (column.sortable && place === sorted.place) {
      th.setAttribute("aria-sort", sorted.falling ? "descending" : "ascending")
    }
    return th
  })
  // Nothing stands above the buttons: each of them says what it does.
  return data.kind === "action" ? [...headings, element("td", "", "act", "cell")] : headings
}

function sorter(column, sorted, sort) {
  const node = element("button", column.heading, "sort")
  const arrow = element("span", sorted ? (sorted.falling ? "↓" : "↑") : "↕", sorted ? "arrow" : "arrow idle")
  arrow.setAttribute("aria-hidden", "true")
  node.type = "button"
  node.append(arrow)
  node.onclick = sort
  return node
}

// By number, or as the language orders words; what has no number comes last, whichever way.
function inOrder(rows, data, { place, falling }) {
  if (place === undefined || !data.columns[place]?.sortable) return rows
  const words = new Intl.Collator(document.documentElement.lang || undefined)
  const way = falling ? -1 : 1
  const compare = data.columns[place].number
    ? (a, b) => (a.order === null) - (b.order === null) || way * (a.order - b.order)
    : (a, b) => way * words.compare(a.text, b.text)
  return [...rows].sort((one, other) => compare(one.cells[place], other.cells[place]))
}

// The rows that sum up stand in the table's foot.
function foot(data) {
  const rows = data.rows.filter((row) => row.sums_up)
  if (!rows.length) return []
  const node = element("tfoot", "", "", "rowgroup")
  node.append(...rows.map((row) => line(row, { ...data, kind: data.kind === "choice" ? "sum" : "plain" })))
  return [node]
}

function nothing(data) {
  const tr = element("tr", "", "", "row")
  const td = element("td", data.empty ?? "", "nothing", "cell")
  td.colSpan = data.columns.length
  tr.append(td)
  return tr
}

// Often only another row is chosen: then the table stays as it stands.
function isNews(table, { selected, ...rest }) {
  const told = JSON.stringify(rest)
  const news = table.told !== told
  table.told = told
  return news
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component
  const table = parentElement.querySelector("table")
  const body = table.querySelector("tbody")
  const top = table.querySelector("thead tr")
  table.sort = sort
  if (isNews(table, data)) build()
  else if (data.kind === "choice") show(data.selected)

  body.onclick = (event) => {
    const tr = event.target.closest("tr")
    if (event.target.closest("button")) setTriggerValue("acted", tr.dataset.id)
    if (data.kind !== "choice" || !tr?.dataset.id) return
    choose(tr)
    tr.focus()
  }
  body.onkeydown = data.kind === "choice" ? walk : null

  function build() {
    const focused = table.getRootNode().activeElement
    const row = focused?.closest?.("tr")?.dataset.id
    table.className = data.kind
    table.setAttribute("role", data.kind === "choice" ? "grid" : "table")
    table.setAttribute("aria-label", data.label)
    table.querySelectorAll("thead, tbody").forEach((group) => group.setAttribute("role", "rowgroup"))
    top.setAttribute("role", "row")
    table.tFoot?.remove()
    table.append(...foot(data))
    const heading = [...top.children].indexOf(focused?.closest?.("th"))
    const lines = draw()
    const current = lines.find((tr) => tr.dataset.id === row)
    if (row && current) (current.querySelector("button") ?? current).focus()
    if (heading >= 0) top.children[heading]?.querySelector("button")?.focus()
  }

  // How the table is sorted is kept with it: new data come sorted as the viewer left them.
  function draw() {
    const sorted = table.sorted ?? {}
    top.replaceChildren(...head(data, sorted, (place) => table.sort(place)))
    const rows = inOrder(data.rows.filter((each) => !each.sums_up), data, sorted)
    const drawn = rows.length ? rows.map((each) => line(each, data)) : [nothing(data)]
    body.replaceChildren(...drawn)
    if (data.kind === "choice") show(data.selected)
    return drawn
  }

  function sort(place) {
    const again = table.sorted?.place === place
    table.sorted = { place, falling: again ? !table.sorted.falling : data.columns[place].number }
    draw()
    top.children[place].querySelector("button").focus()
  }

  // Without a chosen row the keyboard reaches the first one.
  function show(chosen) {
    const lines = [...body.children]
    lines.forEach((tr) => mark(tr, tr.dataset.id === chosen))
    if (!lines.some((tr) => tr.tabIndex === 0)) lines[0].tabIndex = 0
  }

  function choose(tr) {
    if (tr.getAttribute("aria-selected") === "true") return
    show(tr.dataset.id)
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
