"""Somebody at a screen: taps what words name, writes into what a label names, reads."""

from __future__ import annotations

import re
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

PHONE = (390, 844)
DESK = (1366, 768)


class Person:
    """One browser window of its own, signed in as one of the demonstration's seven (or nobody)."""

    def __init__(
        self, browser: Browser, address: str, slug: str = "", *, screen: tuple[int, int] = PHONE,
        scripts: bool = True,
    ) -> None:  # fmt: skip
        self.address, self.slug = address, slug
        self.context = browser.new_context(
            base_url=address, viewport={"width": screen[0], "height": screen[1]},
            java_script_enabled=scripts, locale="zh-CN", timezone_id="Asia/Shanghai",
        )  # fmt: skip
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("response", self._answered)
        if slug:
            self.goes(f"/demo/enter/{slug}/")
            self.page.locator("main form.one button").click()
            self.reads("退出", hidden=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        self.context.close()
        if kind is None:
            assert not self.faults, f"{self.slug}: {self.faults}"

    def goes(self, address: str) -> None:
        """Open an address."""
        self.page.goto(address)

    def reads_in(self, address: str, *, size: int = 17, language: str = "zh-hans") -> bytes:
        """Open an address in a text size and a language; return what the server sent."""
        self.context.add_cookies(
            [
                {"name": "size", "value": str(size), "url": self.address},
                {"name": "django_language", "value": language, "url": self.address},
            ]
        )
        answer = self.page.goto(address)
        assert answer is not None
        return answer.body()

    def turns_to(self, width: int, height: int) -> None:
        """Take another screen."""
        self.page.set_viewport_size({"width": width, "height": height})

    def acts_as(self, hat: int) -> None:
        """Switch to another capacity, counted from 0 in the order of the menu."""
        self.page.locator(".hats summary").click()
        self.page.locator(".hats .menu > *").nth(hat + 1).get_by_role("button").click()

    def goes_home(self) -> None:
        """Tap the name of the neighbourhood at the top."""
        self.page.locator("a.brand").click()

    def takes_up(self, title: str) -> None:
        """Go home and open what stands there under a title: the card on top, or a line."""
        self.goes_home()
        card = self.page.locator(".card.first", has_text=title).get_by_role("link")
        card.or_(self.page.get_by_role("link", name=title)).first.click()

    def taps(self, words: str, *, nth: int = 0) -> None:
        """Tap the button or link with these words; `nth` counts those that are there."""
        self.target(words).nth(nth).click()

    def target(self, words: str) -> Locator:
        """Return the buttons and links whose name holds the words."""
        button = self.page.get_by_role("button", name=words)
        return button.or_(self.page.get_by_role("link", name=words)).filter(visible=True)

    def opens(self, words: str) -> None:
        """Open what folds out under these words."""
        self.page.locator("summary", has_text=words).click()

    def confirms(self, words: str) -> None:
        """Tap a button that asks once more, and say yes."""
        self.opens(words)
        self.taps(f"确定：{words}")

    def writes(self, label: str, text: str) -> None:
        """Write into the field with this label."""
        self.page.get_by_label(label).filter(visible=True).fill(text)

    def chooses(self, label: str) -> None:
        """Tap the choice that begins with these words, as a thumb does: anywhere on its row."""
        begins = re.compile(rf"^[\s✓✕·]*{re.escape(label)}")
        self.page.locator("label.option", has_text=begins).filter(visible=True).click()

    def picks(self, label: str, choice: str) -> None:
        """Pick from a list that drops down."""
        self.page.get_by_label(label).select_option(label=choice)

    def reads(self, text: str, *, hidden: bool = False) -> None:
        """See a text on the page."""
        found = self.page.get_by_text(text)
        expect(found.first if hidden else found.filter(visible=True).first).to_be_attached()

    def reads_nothing_of(self, text: str) -> None:
        """Find a text nowhere on the page, not even where it is folded away."""
        expect(self.page.get_by_text(text)).to_have_count(0)

    def finds_no_button(self, words: str) -> None:
        """Find nothing to tap with these words."""
        expect(self.page.locator(".btn", has_text=words)).to_have_count(0)

    @property
    def words(self) -> str:
        """Return all words of the page."""
        return self.page.locator("body").inner_text()

    def _heard(self, message: ConsoleMessage) -> None:
        # A form that comes back is reported as a resource that failed; it is the page itself.
        if message.type in {"error", "warning"} and "status of 422" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status != 422:
            self.faults.append(f"{response.status}: {response.url}")
