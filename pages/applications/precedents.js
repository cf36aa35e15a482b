// Earlier cases, each opened by its number. Text goes in as text, never as markup.

function node(kind, text, className) {
  const made = document.createElement(kind)
  made.textContent = text
  if (className) made.className = className
  return made
}

export default function ({ data, parentElement, setTriggerValue }) {
  function line(one) {
    const icon = node("span", one.icon, `icon ${one.colour}`)
    icon.setAttribute("aria-hidden", "true")
    const number = node("button", one.number_shown)
    number.type = "button"
    number.dataset.number = one.number
    number.onclick = () => setTriggerValue("chosen", one.number)
    const item = document.createElement("li")
    item.append(icon, number, node("span", one.said))
    return item
  }

  function group({ heading, cases }) {
    const list = document.createElement("ul")
    list.append(...cases.map(line))
    return [node("p", heading), list]
  }

  const box = parentElement.querySelector(".precedents")
  const focused = box.getRootNode().activeElement?.dataset?.number
  box.replaceChildren(...data.groups.flatMap(group))
  const again = [...box.querySelectorAll("button")].find((each) => each.dataset.number === focused)
  again?.focus()
}
