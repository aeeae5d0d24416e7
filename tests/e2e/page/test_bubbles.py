"""Messages look as they are: entities, albums, what happened to a group, keys of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.page.scene import Scene

pytestmark = pytest.mark.browser
FAMILY = "👩‍👩‍👧‍👦"


def key(label: str, **action: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, **action}]]}


@pytest.mark.parametrize(
    ("text", "entities", "html"),
    [
        ("twice", [("bold", 0, 5), ("italic", 0, 5)], "<b><i>twice</i></b>"),
        ("a bc d", [("bold", 0, 6), ("italic", 2, 2)], "<b>a <i>bc</i> d</b>"),
        ("ab", [("bold", 0, 1), ("italic", 1, 1)], "<b>a</b><i>b</i>"),
        ("abc", [("bold", 0, 2), ("italic", 1, 2)], "<b>a<i>b</i></b>c"),
    ],
)
def test_entities(scene: Scene, text: str, entities: list[tuple[str, int, int]], html: str) -> None:
    scene.page.goto(scene.url)
    given = [{"type": kind, "offset": offset, "length": length} for kind, offset, length in entities]
    drawn = scene.page.evaluate(
        """async ([text, entities]) => { const { formatted } = await import('/page/entities.js');
        const node = document.createElement('p'); node.append(...formatted(text, entities));
        return node.innerHTML; }""",
        [text, given],
    )
    assert drawn == html


def test_an_album_of_documents_shows_each_with_its_caption(scene: Scene) -> None:
    scene.open()
    files = {name: (f"{name}.txt", name.encode(), "text/plain") for name in ("one", "two")}
    media = [{"type": "document", "media": f"attach://{name}", "caption": f"of {name}"} for name in files]
    sent = scene.call("sendMediaGroup", files=files, chat_id=scene.person, media=media)
    last = scene.message(sent[-1]["message_id"])
    expect(last.locator(".document")).to_have_text(["one.txt · 1 kB", "two.txt · 1 kB"])
    expect(last.locator(".text")).to_have_text(["of one", "of two"])


def test_what_happened_to_a_group_is_told(scene: Scene) -> None:
    group = scene.group()
    scene.open(group)
    scene.page.locator("textarea").last.fill("/start")
    scene.page.locator("textarea").last.press("Enter")
    expect(scene.page.locator(".service")).to_have_text("민지 님이 초대했어요: codibot")


def test_letters_are_not_cut_in_half(scene: Scene) -> None:
    scene.open(scene.group(FAMILY + " 모임"))
    expect(scene.page.locator("span.avatar")).to_have_text(FAMILY)
    asked = scene.message(scene.say("가" * 59 + FAMILY + "나")["message_id"])
    asked.hover()
    asked.locator(".reply").click()
    expect(scene.page.locator(".replying").first).to_contain_text("가" * 59 + FAMILY + "…")


def test_words_from_right_to_left_stand_so(scene: Scene) -> None:
    scene.open()
    said = scene.message(scene.say("שלום, codibot")["message_id"])
    assert said.locator(".text").evaluate("p => getComputedStyle(p).direction") == "rtl"


def test_a_key_that_copies(scene: Scene) -> None:
    scene.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=scene.url)
    scene.open()
    scene.message(scene.say("코드", reply_markup=key("복사", copy_text={"text": "GRÜN-7"}))["message_id"])
    scene.page.get_by_role("button", name="복사").click()
    expect(scene.toast).to_have_text("복사했어요")
    assert scene.page.evaluate("navigator.clipboard.readText()") == "GRÜN-7"


@pytest.mark.parametrize("action", ["switch_inline_query", "switch_inline_query_current_chat"])
def test_a_key_that_begins_an_inline_query(scene: Scene, action: str) -> None:
    scene.open()
    scene.message(scene.say("찾기", reply_markup=key("여기서", **{action: "데님"}))["message_id"])
    scene.page.get_by_role("button", name="여기서").click()
    expect(scene.input).to_have_value(f"@{scene.username} 데님")
    expect(scene.input).to_be_focused()


def test_the_menu_has_the_commands_of_this_chat_and_person(scene: Scene) -> None:
    def known(command: str, **where: Any) -> None:
        scene.call("setMyCommands", commands=[{"command": command, "description": command}], **where)

    known("everywhere")
    known("korean", language_code="ko")
    scene.open()
    scene.input.fill("/")
    expect(scene.page.locator(".commands b")).to_have_text(["/korean"])
    with scene.page.expect_response("**/api/state*"):
        known("here", scope={"type": "chat", "chat_id": scene.person})
    scene.input.fill("/h")
    expect(scene.page.locator(".commands b")).to_have_text(["/here"])
    scene.page.locator(".commands button").click()
    expect(scene.page.locator(".message.own .text").last).to_have_text("/here")
    expect(scene.input).to_have_value("")
