"""What was typed is not lost: not by a refusal, not by an upload, not by what happens to the columns."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.page.scene import Scene, keyboard, picture

pytestmark = pytest.mark.browser
PHOTO = {"name": "옷.jpg", "mimeType": "image/jpeg", "buffer": picture()}
NO_PHOTO = {**PHOTO, "buffer": b"no picture"}


def test_a_refused_text_stays_with_its_reply(scene: Scene) -> None:
    scene.open()
    asked = scene.message(scene.say("뭐라고요?")["message_id"])
    asked.hover()
    asked.locator(".reply").click()
    scene.input.fill("안 갈 말")
    scene.page.route("**/text", lambda route: route.fulfill(status=400, json={"description": "no"}))
    scene.input.press("Enter")
    expect(scene.toast).to_have_text("no")
    expect(scene.input).to_have_value("안 갈 말")
    scene.page.unroute("**/text")
    scene.input.press("Enter")
    expect(scene.page.locator(".message.own .quote")).to_contain_text("뭐라고요?")
    expect(scene.input).to_have_value("")


def test_enter_pressed_twice_sends_once(scene: Scene) -> None:
    scene.open()
    scene.input.fill("한 번")
    scene.input.evaluate(
        """input => { for (let n = 0; n < 2; n += 1)
        input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })); }"""
    )
    scene.page.locator(".message.own", has_text="한 번").wait_for()
    scene.message(scene.say("끝")["message_id"])
    expect(scene.page.locator(".message.own", has_text="한 번")).to_have_count(1)


def test_what_is_typed_during_an_upload_stays(scene: Scene) -> None:
    scene.open()
    held: list[Route] = []
    scene.page.route("**/files", lambda route: held.append(route))
    scene.page.locator("input[type=file]").set_input_files([PHOTO])
    while not held:
        scene.page.wait_for_timeout(20)
    scene.input.fill("그리고")
    held[0].continue_()
    scene.page.locator(".message.own .picture").wait_for()
    scene.page.wait_for_timeout(100)
    expect(scene.input).to_have_value("그리고")


def test_a_refused_photo_leaves_its_caption(scene: Scene) -> None:
    scene.open()
    scene.input.fill("설명")
    scene.page.locator("input[type=file]").set_input_files([NO_PHOTO])
    expect(scene.toast).to_contain_text("IMAGE_PROCESS_FAILED")
    expect(scene.input).to_have_value("설명")
    scene.page.locator("input[type=file]").set_input_files([PHOTO])
    expect(scene.page.locator(".message.own:has(.picture) .text")).to_have_text("설명")
    expect(scene.input).to_have_value("")


def test_a_caption_too_long_is_told_before_the_upload(scene: Scene) -> None:
    scene.open()
    asked: list[str] = []
    scene.page.on("request", lambda request: asked.append(request.url.rsplit("/")[-1]))
    scene.input.fill("가" * 1025)
    scene.page.locator("input[type=file]").set_input_files([PHOTO])
    expect(scene.toast).to_contain_text("1024")
    expect(scene.input).to_have_value("가" * 1025)
    assert "files" not in asked


def test_columns_keep_drafts_and_waiting_taps_whatever_opens_beside_them(scene: Scene) -> None:
    scene.open()
    scene.message(scene.say("고르세요", reply_markup=keyboard("하나"))["message_id"])
    scene.input.fill("초안")
    key = scene.page.get_by_role("button", name="하나")
    key.click()
    expect(key).to_have_attribute("aria-busy", "true")
    scene.page.locator("#language").click()
    expect(scene.input).to_have_attribute("placeholder", "Message")
    expect(scene.page.get_by_role("button", name="Send", exact=True)).to_be_visible()
    scene.page.locator("#add-person").click()
    scene.page.keyboard.press("Enter")
    expect(scene.page.locator(".column")).to_have_count(2)
    scene.page.get_by_role("button", name="Close this chat").last.click()
    expect(scene.page.locator(".column")).to_have_count(1)
    expect(scene.page.get_by_role("button", name="Close this chat")).to_be_hidden()
    expect(scene.input).to_have_value("초안")
    expect(key).to_have_attribute("aria-busy", "true")
