"""What looks at the pages sees what is wrong with one: faults planted in a page of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import looks

pytestmark = pytest.mark.browser

FRAME = """<!doctype html><html lang="{lang}"><head><title>{title}</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>{title}</h1>{body}</main>
</body></html>"""
A_BUTTON = '<button type="button" style="width:60px;height:60px;font-size:16px">{}</button>'


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def shown(page: Page, body: str, *, lang: str = "zh-Hans", title: str = "首页") -> Page:
    page.set_content(FRAME.format(lang=lang, title=title, body=body))
    return page


def test_a_page_without_faults_is_found_without_faults(page):
    shown(page, A_BUTTON.format("提交"))
    assert looks.violations(page) == []
    assert looks.misfits(page, elder=True) == []
    assert looks.english_words(page, []) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<div style="width:500px;height:9px"></div>', "scrolls sideways"),
        ('<img src="data:," width="9" height="9">', "image without alt"),
        ('<p style="font-size:13px">小字</p>', "text of 13px"),
        ('<a href="#" style="display:block;width:60px;height:40px">看</a>', "to tap 60x40"),
        ('<div style="overflow:hidden"><div style="width:500px">长</div></div>', "stands out to"),
    ],
)
def test_what_does_not_fit_is_named(page, body, fault):
    assert any(fault in found for found in looks.misfits(shown(page, body), elder=False))


def test_a_thumb_of_the_elder_view_wants_more(page):
    shown(page, '<a href="#" style="display:block;width:60px;height:50px">看</a>')
    assert looks.misfits(page, elder=False) == []
    assert looks.misfits(page, elder=True) == ["to tap 60x50: a. 看"]


def test_a_field_without_a_label_violates(page):
    assert any("label" in found for found in looks.violations(shown(page, "<input>")))


def test_a_word_of_the_other_language_is_named_unless_somebody_entered_it(page):
    shown(page, '<p>Home</p><p>罗玉珍</p><p lang="zh-Hans">中文</p>', lang="en", title="Home")
    assert looks.chinese_words(page, []) == ["罗玉珍"]
    assert looks.chinese_words(page, ["罗玉珍"]) == []
    shown(page, "<p>Home</p><p>SHA-256</p><p>何**</p>")
    assert looks.english_words(page, []) == ["Home"]
    shown(page, "<p>何**</p>", lang="en", title="Home")
    assert looks.chinese_words(page, []) == []


def test_a_page_weighs_what_its_bytes_do_when_packed(page):
    shown(page, "<p>" + "重" * 5000 + "</p>")
    alone, together = looks.weight(page, page.content().encode())
    assert alone == together
    assert alone < 500
