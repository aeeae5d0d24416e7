"""What comes into a chat leaves the keyboard focus, the other messages and the reader's place alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.page.scene import Scene, keyboard

pytestmark = pytest.mark.browser


def test_a_pressed_key_keeps_the_focus_when_the_bot_changes_its_message(scene: Scene) -> None:
    asked = scene.say("고르세요", reply_markup=keyboard("하나", "둘"))["message_id"]
    scene.open()
    scene.message(asked)
    scene.page.get_by_role("button", name="둘", exact=True).focus()
    scene.page.keyboard.press("Enter")
    scene.call(
        "editMessageText", chat_id=scene.person, message_id=asked, text="골랐어요",
        reply_markup=keyboard("하나", "✓ 둘"),
    )  # fmt: skip
    expect(scene.message(asked).locator(".text")).to_have_text("골랐어요")
    assert scene.focused() == "✓ 둘"


def test_the_focus_stays_on_the_message_whose_keys_went(scene: Scene) -> None:
    asked = scene.say("고르세요", reply_markup=keyboard("하나"))["message_id"]
    scene.open()
    scene.page.get_by_role("button", name="하나").focus()
    scene.call("editMessageText", chat_id=scene.person, message_id=asked, text="골랐어요")
    expect(scene.message(asked).locator(".text")).to_have_text("골랐어요")
    expect(scene.message(asked)).to_be_focused()


def test_only_the_changed_message_is_touched(scene: Scene) -> None:
    scene.say("before")
    edited = scene.say("old")["message_id"]
    scene.open()
    scene.message(edited)
    scene.page.evaluate(
        """window.touched = [];
        new MutationObserver((seen) => touched.push(...seen.flatMap((one) => [...one.addedNodes])))
          .observe(document.querySelector('.messages'), { childList: true, subtree: true });"""
    )
    scene.call("editMessageText", chat_id=scene.person, message_id=edited, text="new")
    last = scene.say("after")["message_id"]
    scene.message(last)
    assert scene.page.evaluate("touched.map((node) => node.querySelector('.text').textContent)") == [
        "new", "after",
    ]  # fmt: skip


def test_a_deleted_message_goes_and_the_others_stay(scene: Scene) -> None:
    first, gone, last = (scene.say(text)["message_id"] for text in ("one", "two", "three"))
    scene.open()
    scene.message(last)
    scene.call("deleteMessage", chat_id=scene.person, message_id=gone)
    expect(scene.page.locator(f'[data-id="{gone}"]')).to_have_count(0)
    assert scene.message(first).is_visible()


def test_a_reader_above_is_left_there_and_offered_the_way_down(scene: Scene) -> None:
    scene.say_much()
    scene.open()
    scene.page.locator(".messages").evaluate("list => { list.scrollTop = 0; }")
    scene.page.wait_for_timeout(100)
    scene.message(scene.say("new")["message_id"])
    more = scene.page.get_by_role("button", name="새 메시지")
    expect(more).to_be_visible()
    assert scene.page.locator(".messages").evaluate("list => list.scrollTop") == 0
    more.click()
    expect(more).to_be_hidden()
    assert scene.from_the_end() < 2


def test_a_reader_at_the_end_follows(scene: Scene) -> None:
    scene.say_much()
    scene.open()
    scene.message(scene.say("new")["message_id"])
    assert scene.from_the_end() < 2
    expect(scene.page.get_by_role("button", name="새 메시지")).to_be_hidden()


def test_ones_own_message_is_shown_wherever_one_read(scene: Scene) -> None:
    scene.say_much()
    scene.open()
    scene.page.locator(".messages").evaluate("list => { list.scrollTop = 0; }")
    scene.page.wait_for_timeout(100)
    scene.input.fill("mine")
    scene.input.press("Enter")
    scene.page.locator(".message.own", has_text="mine").wait_for()
    assert scene.from_the_end() < 2
