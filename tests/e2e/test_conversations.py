"""The written conversations: by polling in Korean, by webhook in English, half of them in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from scripts.conversations.on_page import OnPage
from scripts.conversations.playing import NAMES, OWNER, Player
from scripts.conversations.written import names, read
from scripts.demo.person import Person
from scripts.demo.town import Town
from scripts.pictures import PHONE

IN_THE_BROWSER = ("buttons", "english", "exclusions", "keywords_only", "nothing_fits", "photo_first", "words")


@pytest.mark.parametrize("name", names())
def test_by_polling_in_korean(town: Town, name: str) -> None:
    assert Player(town.url, known={OWNER: town.owner_id}).play(read(name, "ko"))


@pytest.mark.parametrize("name", names())
def test_by_webhook_in_english(webhook_town: Town, name: str) -> None:
    known = {OWNER: webhook_town.owner_id}
    assert Player(webhook_town.url, known=known).play(read(name, "en"))


@pytest.mark.browser
@pytest.mark.parametrize("name", IN_THE_BROWSER)
def test_in_the_browser(browser: Browser, town: Town, name: str) -> None:
    context = browser.new_context(viewport=PHONE, locale="ko-KR")
    hands = OnPage(context.new_page(), town.url, Person(town.url, NAMES["ko"]))
    assert Player(town.url, {"": hands}).play(read(name, "ko"))
    assert hands.shows_all()
    context.close()
