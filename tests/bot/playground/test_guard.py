"""Who may talk to the playground, and what a browser may do with its answers."""

from __future__ import annotations

import pytest

from tests.bot.playground.scenes_files import page_file
from tests.bot.playground.stage import PERSON, TOKEN, Stage

PATHS = ("/", "/api/state", f"/bot{TOKEN}/getMe")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example:8090"},
        {"host": "evil.example:8090"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:1"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_strangers_are_refused(stage: Stage, path: str, headers: dict[str, str]) -> None:
    assert (await stage.client.get(path, headers=headers)).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8090", "localhost:8090", "[::1]:8090", "localhost"])
async def test_this_machine_is_welcome(stage: Stage, host: str) -> None:
    headers = {"host": host, "origin": f"http://{host}"}
    assert (await stage.client.get("/api/state", headers=headers)).status_code == 200


async def test_a_picture_on_another_site_sends_nothing(stage: Stage) -> None:
    """Such a request has no Origin, and every method works by GET."""
    address = f"/bot{TOKEN}/sendMessage?chat_id={PERSON}&text=x"
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}
    assert (await stage.client.get(address, headers=headers)).status_code == 403
    assert not any(message.outgoing for message in stage.playground.world.messages)


@pytest.mark.parametrize("site", ["same-origin", "none"])
async def test_the_page_and_a_typed_address_are_welcome(stage: Stage, site: str) -> None:
    assert (await stage.client.get("/", headers={"sec-fetch-site": site})).status_code == 200


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_is_hardened(stage: Stage, path: str) -> None:
    headers = (await stage.client.get(path)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


async def test_documents_are_downloads(stage: Stage) -> None:
    assert await page_file(stage) == ("application/octet-stream", "attachment")


@pytest.mark.parametrize("name", ["..%2fserver.py", "%2e%2e/server.py", "server.py", "%2fetc%2fpasswd"])
async def test_only_the_pages_own_files_are_served(stage: Stage, name: str) -> None:
    assert (await stage.client.get(f"/page/{name}")).status_code == 404
    assert (await stage.client.get(f"/api/samples/{name}")).status_code == 404
