"""A file is replaced whole, or stays as it was."""

from __future__ import annotations

import os

import pytest

from retrieval.files import replace


def test_a_file_is_written_and_replaced(tmp_path):
    for content in (b"one", b"two"):
        replace(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == content
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.parametrize("refused", ["os.fsync", "pathlib.Path.replace"])
def test_where_the_disk_refuses_the_old_one_stays_and_nothing_beside_it(tmp_path, monkeypatch, refused):
    replace(tmp_path / "file", b"one")

    def refuse(*args):
        raise OSError("no space left")

    monkeypatch.setattr(refused, refuse)
    with pytest.raises(OSError, match="no space left"):
        replace(tmp_path / "file", b"two")
    assert (tmp_path / "file").read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["file"]


def test_two_writers_of_one_number_do_not_write_into_each_others_half(tmp_path, monkeypatch):
    waited = os.fsync

    def meanwhile(handle):
        monkeypatch.setattr("os.fsync", waited)
        replace(tmp_path / "file", b"the other's, quicker and longer")
        waited(handle)

    monkeypatch.setattr("os.getpid", lambda: 1)
    monkeypatch.setattr("os.fsync", meanwhile)
    replace(tmp_path / "file", b"one's")
    assert (tmp_path / "file").read_bytes() == b"one's"
    assert os.listdir(tmp_path) == ["file"]
