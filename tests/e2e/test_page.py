"""The page in a real browser, at the size of a phone and of a desk: a conversation, and no barriers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from scripts.demo.town import Town
from scripts.pictures import DESKTOP, PATIENCE, PHONE, converse

pytestmark = pytest.mark.browser


@pytest.fixture(params=[("ko-KR", DESKTOP), ("ko-KR", PHONE)], ids=["desktop", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    locale, size = request.param
    context = browser.new_context(viewport=size, locale=locale)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda line: broken.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert not broken


def newcomer(page: Page, town: Town) -> None:
    """A person of their own in a browser that remembers nothing."""
    page.goto(town.url)
    page.locator("#add-person").click()
    page.locator("#ask .primary").click()
    page.locator(".column .close").first.click()


def test_a_conversation_on_the_page(page: Page, town: Town) -> None:
    newcomer(page, town)
    converse(page, None)
    assert page.locator(".message:not(.own) .album .picture").count() >= 2
    page.locator(".message:not(.own) .picture").first.click()
    assert page.locator("#viewer").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".key", has_text="♥ 3").last.is_visible()


def test_no_serious_barrier(page: Page, town: Town) -> None:
    page.goto(town.url)
    page.locator(".column").first.wait_for(timeout=PATIENCE)
    page.locator("#calls-toggle").click()
    found = Axe().run(page).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []


def test_a_tap_before_the_page_has_its_columns_waits_for_them(page: Page, town: Town) -> None:
    page.add_init_script(
        """const fetched = window.fetch; let first = true;
        window.fetch = async (...asked) => {
          if (first) { first = false; await new Promise((done) => setTimeout(done, 3000)); }
          return fetched(...asked);
        };"""
    )
    newcomer(page, town)
    page.locator(".column").first.wait_for(timeout=PATIENCE)
    assert page.locator(".column").count() == 1  # two, of which `newcomer` closed one


def test_text_is_never_html(page: Page, town: Town) -> None:
    newcomer(page, town)
    page.locator("textarea").fill("<img src=x onerror=alert(1)>")
    page.keyboard.press("Enter")
    page.locator(".message.own .text").wait_for(timeout=PATIENCE)
    assert page.locator(".message img[src='x']").count() == 0


def test_english(browser: Browser, town: Town) -> None:
    context = browser.new_context(viewport=PHONE, locale="en-GB")
    page = context.new_page()
    page.goto(town.url)
    page.get_by_role("button", name="Start over").wait_for(timeout=PATIENCE)
    assert page.locator("html").get_attribute("lang") == "en"
    context.close()
