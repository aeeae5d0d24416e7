"""The folder of people's own looks: pictures whole or not at all, and nothing left of one taken back."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from bot.posts.own_lookbook import PHOTOS, PostsFolder


def test_a_picture_is_put_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = PostsFolder(tmp_path)
    folder.put("post-1", b"one")

    def refuse(handle: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="no space left"):
        folder.put("post-1", b"two")
    assert folder.photo("post-1").read_bytes() == b"one"
    assert os.listdir(tmp_path / PHOTOS) == ["post-1.jpg"]


def test_a_half_that_a_killed_bot_left_goes_with_its_post(tmp_path: Path) -> None:
    folder = PostsFolder(tmp_path)
    folder.put("post-1", b"one")
    for left in (".post-1.jpg.0a1b2c3d.part", ".post-2.jpg.0a1b2c3d.part", "post-3.part"):
        (tmp_path / PHOTOS / left).write_bytes(b"half")
    assert folder.there() == {"post-1", "post-2", "post-3"}
    assert folder.drop("post-1") == hashlib.sha256(b"one").hexdigest()
    assert folder.drop("post-2") is folder.drop("post-3") is None
    assert folder.there() == frozenset()
