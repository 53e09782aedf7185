"""What is looked at on a page: accessibility, geometry, weight, and the language of its words."""

from __future__ import annotations

import gzip
import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAP, ELDER_TAP = 44, 60
SMALLEST_TEXT = 14
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_axe = Axe()

# Everything that folds out stands open, or its parts would have no size.
_OPEN = "() => document.querySelectorAll('details').forEach(each => { each.open = true; })"
_SHUT_MENU = "() => document.querySelectorAll('.hats').forEach(each => { each.open = false; })"

_GEOMETRY = """([tap, text]) => {
  const root = document.documentElement, width = root.clientWidth, found = new Set();
  const named = element => `${element.tagName.toLowerCase()}.${element.className} `
    + (element.textContent || element.value || '').trim().slice(0, 24);
  if (root.scrollWidth > width) { found.add(`scrolls sideways: ${root.scrollWidth} > ${width}`); }
  for (const image of document.images) {
    if (!image.hasAttribute('alt')) { found.add(`image without alt: ${image.src}`); }
  }
  for (const element of document.querySelectorAll('body *')) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || element.closest('.vh, .skip, svg, [hidden]')) { continue; }
    const style = getComputedStyle(element);
    if (box.right > width + 1 && style.position !== 'absolute' && !element.closest('.scroll')) {
      found.add(`stands out to ${Math.round(box.right)}: ${named(element)}`);
    }
    const says = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (says && parseFloat(style.fontSize) < text) {
      found.add(`text of ${style.fontSize}: ${named(element)}`);
    }
    const taps = 'a[href], button, summary, select, textarea, label.option, '
      + 'input:not([type=hidden]):not([type=radio]):not([type=checkbox])';
    if (element.matches(taps) && (box.height < tap - 0.5 || box.width < tap - 0.5)) {
      found.add(`to tap ${Math.round(box.width)}x${Math.round(box.height)}: ${named(element)}`);
    }
  }
  return [...found];
}"""

_WORDS = """() => {
  const own = document.documentElement.lang, found = [];
  const ours = element => {
    const said = element.closest('[lang]');
    return (!said || said.lang === own) && !element.closest('script, style, textarea');
  };
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    if (text && ours(walker.currentNode.parentElement)) { found.push(text); }
  }
  for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'content', 'data-words']) {
    for (const element of document.querySelectorAll(`body [${name}], meta[name=description]`)) {
      const text = (element.getAttribute(name) || '').trim();
      if (text && ours(element)) { found.push(text); }
    }
  }
  return found;
}"""

_FETCHED = """() => performance.getEntriesByType('resource')
  .map(each => [new URL(each.name).pathname, each.encodedBodySize])"""

_HAN = re.compile(r"[\u3400-\u9fff]")
_MASKED = re.compile(r"[\u3400-\u9fff]\*+")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_CODES = re.compile(
    r"https?://\S+?(?=，|\s|$)|SHA-256|\b[0-9a-f]{64}\b|\b[0-9A-F]{4}-[0-9A-F]{4}\b"
)


def unfold(page: Page, *, menu: bool = True) -> None:
    """Open whatever folds out; the menu of capacities lies over the page on wide screens."""
    page.evaluate(_OPEN)
    if not menu:
        page.evaluate(_SHUT_MENU)


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and its own best practice."""
    results: dict[str, Any] = _axe.run(
        page, options={"runOnly": RULES, "resultTypes": ["violations"]}
    ).response
    return [
        f"{found['id']}: {node['html'][:160]}: {node['failureSummary'][:240]}"
        for found in results["violations"]
        for node in found["nodes"][:2]
    ]


def misfits(page: Page, *, elder: bool) -> list[str]:
    """Return what does not fit the screen or the thumb, or is too small to read."""
    found: list[str] = page.evaluate(_GEOMETRY, [ELDER_TAP if elder else TAP, SMALLEST_TEXT])
    return found


def weight(page: Page, html: bytes) -> tuple[int, int]:
    """Return the bytes of the page alone (gzip -9) and of all it takes on a first visit."""
    alone = len(gzip.compress(html, 9))
    fetched: dict[str, int] = dict(page.evaluate(_FETCHED))
    return alone, alone + sum(fetched.values())


def chinese_words(page: Page, content: list[str]) -> list[str]:
    """Return what still holds Chinese once names and people's own words are taken out of it."""
    left = []
    for text in _words(page):
        if _HAN.search(text):
            rest = _without(text, content)
            if _HAN.search(_MASKED.sub("", rest)):
                left.append(f"{rest} ({text})" if rest != text else text)
    return left


def english_words(page: Page, content: list[str]) -> list[str]:
    """Return what holds a word in Latin letters that nobody entered."""
    foreign = (text for text in _words(page) if _LATIN.search(_CODES.sub("", text)))
    return [text for text in foreign if text not in content]


def _words(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_WORDS)
    return sorted(set(found))


def _without(text: str, content: list[str]) -> str:
    """Return a text without what was entered; `content` has the longest first."""
    for entered in content:
        if entered in text:
            text = text.replace(entered, "")
            if not _HAN.search(text):
                break
    return text
