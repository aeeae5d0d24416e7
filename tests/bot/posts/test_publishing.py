"""What publishing begins ends with the bot."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from bot.posts import publishing


async def test_a_stop_ends_the_indexing_that_publishing_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = tmp_path / "number"
    slow = tmp_path / "python"
    slow.write_text(f"#!/bin/sh\necho $$ > {number}.part\nmv {number}.part {number}\nexec sleep 600\n")
    slow.chmod(0o755)
    monkeypatch.setattr(publishing.sys, "executable", str(slow))
    indexing = asyncio.create_task(publishing._index(tmp_path))
    while not number.exists():
        await asyncio.sleep(0.01)
    indexing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await indexing
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)
