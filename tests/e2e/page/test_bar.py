"""The bar above all chats, on telephones and at a desk."""

from __future__ import annotations

import pytest

from tests.e2e.page.scene import Scene

pytestmark = pytest.mark.browser

EDGES = """[...document.querySelectorAll(".tools button")].map(each => each.getBoundingClientRect())
    .flatMap(each => [each.left, each.right])"""


@pytest.mark.parametrize("width", [320, 390, 900])
def test_no_tool_is_cut_off(scene: Scene, width: int) -> None:
    scene.page.set_viewport_size({"width": width, "height": 780})
    scene.open()
    for _ in ("ko", "en"):
        edges = scene.page.evaluate(EDGES)
        assert len(edges) == 12
        assert all(0 <= edge <= width for edge in edges)
        scene.page.locator("#language").click()
