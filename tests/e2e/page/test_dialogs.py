"""The page's questions: Enter says yes, nothing typed is no name, and each says what it asks."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.page.scene import Scene

pytestmark = pytest.mark.browser


def asked_for_a_name(scene: Scene) -> None:
    scene.open()
    scene.page.locator("#add-person").click()
    expect(scene.page.get_by_role("dialog", name="이름이 무엇인가요?")).to_be_visible()


def names(scene: Scene) -> list[str]:
    return [person["first_name"] for person in httpx.get(f"{scene.url}/api/state").json()["people"]]


def test_enter_takes_the_name(scene: Scene) -> None:
    asked_for_a_name(scene)
    scene.page.keyboard.type("엔터")
    scene.page.keyboard.press("Enter")
    expect(scene.page.locator(".speaker").last).to_have_text("엔터")


@pytest.mark.parametrize("nothing", ["", "   "])
def test_nothing_is_no_name(scene: Scene, nothing: str) -> None:
    asked_for_a_name(scene)
    before = names(scene)
    scene.page.locator("#ask input").fill(nothing)
    scene.page.keyboard.press("Enter")
    expect(scene.page.get_by_role("dialog")).to_be_visible()
    scene.page.get_by_role("button", name="취소").click()
    expect(scene.page.get_by_role("dialog")).to_be_hidden()
    assert names(scene) == before


def test_starting_over_asks_for_a_yes_alone(scene: Scene) -> None:
    scene.open()
    scene.page.locator("#reset").click()
    dialog = scene.page.get_by_role("dialog", name="모든 대화를 지우고 처음부터 시작할까요?")
    expect(dialog.locator("input")).to_be_hidden()
    dialog.get_by_role("button", name="확인").click()
    scene.page.locator(".start").wait_for()
