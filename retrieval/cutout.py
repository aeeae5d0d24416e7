"""A photo's foreground: which pixels are the garment or the outfit, and how far to trust that."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image

from retrieval import parsing
from retrieval.border import border_saliency
from retrieval.parsing import Parser
from retrieval.runtime import session_options
from retrieval.types import Cutout, Photo, Rgb

log = logging.getLogger(__name__)

Saliency = npt.NDArray[np.float32]
"""How likely each pixel is foreground (0 to 1), shape (height, width); need not be of the photo's size."""

REMBG_SIDES = {"u2netp": 320, "u2net": 320, "silueta": 320, "isnet-general-use": 1024}
"""rembg's sessions that codibot offers, with their network's side; all may be used commercially."""

KEEPS_TOO_LITTLE = 0.02
KEEPS_TOO_MUCH = 0.98


class Cutter(Protocol):
    """Cuts a photo's foreground out."""

    @property
    def name(self) -> str:
        """Which cutter runs: sights made by one are not those of another."""

    def cut(self, photo: Photo) -> Cutout:
        """The foreground; the whole photo, marked `fell_back`, where that would be next to nothing or all."""


@dataclass(frozen=True, slots=True)
class SaliencyCutter:
    """Any cutter that rates pixels: a rembg session, an ONNX file, the colours of the border."""

    name: str
    saliency: Callable[[Rgb], Saliency]

    def cut(self, photo: Photo) -> Cutout:
        """The pixels rated over one half."""
        return _settle(self.saliency(photo.rgb), photo.rgb.shape[:2])


@dataclass(frozen=True, slots=True)
class ReadingCutter:
    """The parser reads every photo; where nobody wears the garment, `lying` cuts it out, if it can be had.

    A wearer costs one short pass. What lies flat is cut finer by U2-Net (the model card has the figures), and
    the two foregrounds judge each other: where they differ much, the cutout is trusted little.
    """

    parser: Parser
    lying: Cutter | None = None

    @property
    def name(self) -> str:
        """With the weights' checksum: other weights see other pieces."""
        return f"parser-{self.parser.checksum[:8]}"

    def cut(self, photo: Photo) -> Cutout:
        """The foreground with its regions."""
        parse = self.parser.parse(photo)
        if self.lying is None or parse.wearer or len(parse.regions) > 1:
            return parse.cutout
        cut = self.lying.cut(photo)
        if cut.fell_back:
            return parse.cutout
        regions = tuple(replace(region, mask=cut.mask) for region in parse.regions)
        return replace(cut, confidence=parse.trust(cut.mask), regions=regions)


def make(setting: str) -> Cutter:
    """The cutter that `setting` names: `border` alone, or the parser with one for what lies flat beside it.

    That one is `parser` itself, one of `REMBG_SIDES`, or the path of an ONNX file. Where it cannot be had or
    loaded, the parser cuts alone and the log says so. Raises WeightsError where the parser is damaged.
    """
    if setting == "border":
        return _border_cutter()
    return ReadingCutter(parsing.builtin(), None if setting == "parser" else saliency_cutter(setting))


def saliency_cutter(setting: str) -> Cutter | None:
    """A rembg model or an ONNX file alone; none, said in the log, where it cannot be had or loaded."""
    try:
        return _rembg_cutter(setting) if setting in REMBG_SIDES else _onnx_cutter(Path(setting))
    except Exception as error:  # download, file system and ONNX Runtime each have errors of their own
        log.warning("cutout %s cannot be had (%s); the parser cuts instead, more coarsely", setting, error)
        return None


def model_file(setting: str) -> Path | None:
    """Where the model of `setting` lies on this machine; None where it must be downloaded first."""
    from rembg.sessions import sessions_class

    found = [each.resolve_existing(f"{setting}.onnx") for each in sessions_class if each.name() == setting]
    return Path(found[0]) if found and found[0] else None


def _border_cutter() -> Cutter:
    return SaliencyCutter("border", border_saliency)


def _rembg_cutter(name: str) -> Cutter:
    from rembg.session_factory import new_session

    session = new_session(name, sess_opts=session_options())
    side = REMBG_SIDES[name]

    def saliency(rgb: Rgb) -> Saliency:
        (mask,) = session.predict(_squashed(rgb, side))
        return np.asarray(mask, dtype=np.float32) / np.float32(255)

    return SaliencyCutter(name, saliency)


def _onnx_cutter(path: Path) -> Cutter:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), session_options(), providers=["CPUExecutionProvider"])
    (entry,) = session.get_inputs()
    side = entry.shape[-1] if isinstance(entry.shape[-1], int) else REMBG_SIDES["u2netp"]

    def saliency(rgb: Rgb) -> Saliency:
        rated = session.run(None, {entry.name: _u2net_input(_squashed(rgb, side))})[0]
        return _stretched(rated.reshape(rated.shape[-2:]))

    return SaliencyCutter(path.stem, saliency)


def _squashed(rgb: Rgb, side: int) -> Image.Image:
    """The network sees a small square anyway; shrinking first spares resizing the large mask."""
    return Image.fromarray(rgb).resize((side, side), Image.Resampling.BICUBIC, reducing_gap=2.0)


def _u2net_input(image: Image.Image) -> npt.NDArray[np.float32]:
    """Shape (1, 3, side, side), normalised as U2-Net was trained (Qin et al. 2020)."""
    pixels = np.asarray(image, dtype=np.float32)
    scaled = pixels / max(float(pixels.max()), 1e-6)
    normal = (scaled - np.array([0.485, 0.456, 0.406])) / np.array([0.229, 0.224, 0.225])
    return np.asarray(normal.transpose(2, 0, 1)[None], dtype=np.float32)


def _stretched(rated: npt.NDArray[np.float32]) -> Saliency:
    low, high = float(rated.min()), float(rated.max())
    return np.asarray((rated - low) / max(high - low, 1e-6), dtype=np.float32)


def _settle(saliency: Saliency, shape: tuple[int, int]) -> Cutout:
    """The mask in the photo's size, its confidence, or the whole photo where the mask says nothing."""
    resized = Image.fromarray(saliency).resize((shape[1], shape[0]), Image.Resampling.BILINEAR)
    mask = np.asarray(resized) > 0.5
    if not KEEPS_TOO_LITTLE <= mask.mean() <= KEEPS_TOO_MUCH:
        return Cutout(np.ones(shape, dtype=np.bool_), confidence=0.0, fell_back=True)
    return Cutout(mask, _decidedness(saliency))


def _decidedness(saliency: Saliency) -> float:
    """Overlap of the soft mask with the hard one (1 where every pixel is rated 0 or 1)."""
    hard = saliency > 0.5
    shared = float(saliency[hard].sum())
    return shared / max(float(hard.sum() + saliency[~hard].sum()), 1e-6)
