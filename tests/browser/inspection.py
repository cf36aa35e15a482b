"""What a page shows, and what on it is alive that ought to be text."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Locator, Page, Request

from tests.hostile.strings import seen

#: Readable text under a node: what is laid out, components and drawings included.
_READ = """
node => {
  const texts = []
  const read = root => {
    texts.push(root.innerText ?? "")
    root.querySelectorAll("input").forEach(input => texts.push(input.value))
    root.querySelectorAll("svg text").forEach(text => texts.push(text.textContent))
    root.querySelectorAll("*").forEach(inner => inner.shadowRoot &&
      [...inner.shadowRoot.children].forEach(child => child.innerText !== undefined && read(child)))
  }
  read(node)
  return texts.join("\\n")
}
"""

#: Everything on the page that a foreign text must never have made, in words.
_ALIVE = """
() => {
  const found = []
  const evil = /evil\\.invalid|pwned/
  const overrides = /[\\u202a-\\u202e\\u2066-\\u2069]/
  const say = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 200)}`)
  const leads = (address, allowed) => {
    try {
      const url = new URL(address, document.baseURI)
      return url.origin !== location.origin && !allowed.includes(url.protocol)
    } catch { return true }
  }
  const look = element => {
    for (const { name, value } of element.attributes) {
      const plain = name.replace(/^xlink:/, "")
      const follows = /^(a|area|form|button|input)$/i.test(element.localName)
      if (["src", "srcset", "href", "data", "action", "formaction", "poster"].includes(plain) &&
          value && leads(value, follows ? [] : ["data:", "blob:"])) say("leads away", element)
      if (/^on/.test(name)) say("handler", element)
      if (name === "srcdoc") say("frame", element)
      if (name === "style" && evil.test(value)) say("style", element)
      if (/^(aria-|title|alt|placeholder)/.test(name) && overrides.test(value)) {
        say("direction", element)
      }
    }
    if (/^(script|style|math|object|embed|iframe|base|meta|link)$/.test(element.localName) &&
        evil.test(element.outerHTML)) say("code", element)
    if (/^(math|object|embed)$/.test(element.localName)) say("forbidden", element)
    if (/katex/.test(element.getAttribute("class"))) say("formula", element)
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE && overrides.test(child.data)) say("direction", element)
    }
    element.shadowRoot?.querySelectorAll("*").forEach(look)
  }
  document.querySelectorAll("*").forEach(look)
  if (window.pwned !== undefined) found.push("code ran")
  return found
}
"""


@dataclass
class Watch:
    """Notes what a visitor's pages do behind what they show: `faults`, in words."""

    address: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> "Watch":
        """Watch every page of the visitor from here on."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("dialog", self._dialog)
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        return self

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        inside = url.scheme in ("data", "blob") or request.url.startswith(f"{self.address}/")
        if not inside:
            self.faults.append(f"request: {request.url[:200]}")

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(f"refused: {message.text[:200]}")

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message[:200]}")
        dialog.dismiss()


def shown(place: Page | Locator) -> str:
    """What can be read of a page or a part of it, on one line."""
    if isinstance(place, Page):
        place = place.locator("body")
    return seen(place.evaluate(_READ))


def alive(page: Page) -> list[str]:
    """What on the page only foreign text can have made: empty when all of it is text."""
    found: list[str] = page.evaluate(_ALIVE)
    return found
