"""What a test asks of the page in the browser: its words, and what of them is cut off."""

from time import monotonic

from playwright.sync_api import Page

# Through shadow roots too: our own components live in them. Icons are letters of a font, and what
# is hidden from screen readers or not displayed is not read by anybody.
_WALK = """
  const SILENT = '[aria-hidden=true], [data-testid=stIconMaterial], .icon, script, style, noscript,'
    + ' [role=img] *, [data-testid=stSkipToContent]';
  function* elements(root) {
    for (const element of root.querySelectorAll('*')) {
      if (element.checkVisibility?.() === false || element.closest(SILENT)) continue;
      yield element;
      if (element.shadowRoot) yield* elements(element.shadowRoot);
    }
  }
"""

_WORDS = (
    "() => {"
    + _WALK
    + """
  const ATTRIBUTES = ['aria-label', 'aria-description', 'aria-roledescription', 'alt', 'title',
                      'placeholder'];
  const words = new Set();
  for (const element of elements(document)) {
    for (const name of ATTRIBUTES) words.add(element.getAttribute(name) ?? '');
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE) words.add(node.textContent);
  }
  return [...words].map((text) => text.trim()).filter((text) => /\\p{L}/u.test(text));
}"""
)


def words_on(page: Page) -> set[str]:
    """Every text that people see or hear on the page: each text node and each such attribute."""
    return set(page.evaluate(_WORDS))


# Half a pixel is rounding. What is clipped to nothing is for screen readers only, and what stands
# left of the screen is a closed drawer. Charts clip at
# their frame and are looked at text by text.
_CUT = (
    "() => {"
    + _WALK
    + """
  const SLACK = 1.5;
  const found = [];
  const name = (element) => {
    const key = element.closest('[class*=st-key-]')?.className.match(/st-key-(\\w+)/)?.[1] ?? '';
    const words = (element.textContent ?? '').trim().replace(/\\s+/g, ' ').slice(0, 60);
    return `${key} ${element.dataset?.testid ?? element.tagName}: ${words}`;
  };
  const unseen = (box, style) =>
    box.width <= 1 || box.height <= 1 || box.right <= 0
    || style.clipPath !== 'none' || style.visibility === 'hidden';
  for (const element of elements(document)) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (unseen(box, style)) continue;
    if (element.namespaceURI.endsWith('svg')) {
      if (element.tagName !== 'text' || !element.textContent.trim()) continue;
      const frames = [element.ownerSVGElement, element.closest('[data-testid=stElementContainer]')];
      const out = frames.filter(Boolean).map((each) => each.getBoundingClientRect())
        .map((frame) => Math.max(frame.left - box.left, box.right - frame.right));
      if (Math.max(...out) > SLACK) found.push(`drawn outside its chart: ${name(element)}`);
      continue;
    }
    if (!(element.textContent ?? '').trim() || element.querySelector('svg text')) continue;
    if (style.overflowX !== 'visible' && element.scrollWidth - element.clientWidth > SLACK)
      found.push(`cut at the side: ${name(element)}`);
    if (['hidden', 'clip'].includes(style.overflowY) && style.whiteSpace !== 'nowrap'
        && element.scrollHeight - element.clientHeight > parseFloat(style.fontSize) / 4)
      found.push(`cut below: ${name(element)}`);
    const own = [...element.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE);
    const out = box.left < -SLACK || box.right - document.documentElement.clientWidth > SLACK;
    if (out && own.some((each) => each.textContent.trim()))
      found.push(`beside the screen: ${name(element)}`);
  }
  const page = document.scrollingElement;
  const main = document.querySelector('[data-testid=stMain]') ?? page;
  for (const each of [page, main])
    if (each.scrollWidth - each.clientWidth > SLACK) found.push('the page scrolls sideways');
  return [...new Set(found)];
}"""
)


def cut_off(page: Page, within: float = 5.0) -> list[str]:
    """What does not fit on the page: texts that are cut, and scrolling sideways.

    Charts find their size after they are drawn, so what is cut counts when it stays so.
    """
    deadline = monotonic() + within
    while (found := list(page.evaluate(_CUT))) and monotonic() < deadline:
        page.wait_for_timeout(50)
    return found
