"""What is worn on a look, what lies on a photo: foreground and pieces from one pass of one network."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from retrieval import outfit, pieces
from retrieval.errors import WeightsError
from retrieval.pieces import Labels, Probabilities
from retrieval.regions import BACKGROUND, REGIONS
from retrieval.runtime import session_options
from retrieval.types import PATTERNS, TYPES, Box, Cutout, Mask, Photo, Region, Rgb

LONG_SIDE = 320
"""Of what the network sees, in pixels."""
STRIDE = 32
"""Sides of what the network sees are multiples of this."""
KEEPS_TOO_LITTLE = 0.005
HOLE, LOST = 2.0, 0.5
"""How grave a hole and a lost part are beside kept ground: good masks seldom have holes, but often lack what
the parser sees. Found on 91 garments that tune, where one twentieth of the good masks were doubted."""

TYPE_STEP = 4
"""A place of the type logits holds so many of the regions' in each direction."""
TypeLogits = npt.NDArray[np.float32]
"""Shape (types, height, width)."""
PatternLogits = npt.NDArray[np.float32]
"""Shape (patterns, height, width)."""

BUILTIN = Path(__file__).parent / "builtin" / "weights" / "parser.onnx"


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """One photo read: its foreground, its pieces, and whether somebody wears them."""

    mask: Mask  # of the size of Photo.rgb
    regions: tuple[Region, ...]
    wearer: bool
    confidence: float  # of the foreground, 0 to 1
    foreground: npt.NDArray[np.float32]  # how likely each pixel is no background, at the network's scale
    labels: Labels  # each pixel's region, skin and others too, at the network's scale
    wears: tuple[float, ...] = ()  # how likely the wearer wears each of TYPES; empty where there is none

    @property
    def cutout(self) -> Cutout:
        """The foreground with its pieces; the whole photo, marked `fell_back`, where nothing was found."""
        if self.mask.mean() < KEEPS_TOO_LITTLE:
            return Cutout(np.ones_like(self.mask), confidence=0.0, fell_back=True)
        return Cutout(self.mask, self.confidence, regions=self.regions, wearer=self.wearer, wears=self.wears)

    def trust(self, mask: Mask) -> float:
        """How far another cutter's mask of the same photo agrees with what was read here, 0 to 1.

        One less the gravest of three faults, each the largest patch of its kind as a share of the foreground:
        a hole, a part that was lost, ground that was kept. Edges that lie a little apart are no patches.
        """
        height, width = self.foreground.shape
        small = np.asarray(Image.fromarray(mask).resize((width, height), Image.Resampling.NEAREST))
        there = self.foreground > 0.5
        holes = pieces.filled(small) & ~small
        faults = (
            HOLE * pieces.largest_patch(holes & there) / max(int(small.sum()), 1),
            LOST * pieces.largest_patch(there & ~small & ~holes) / max(int(there.sum()), 1),
            pieces.largest_patch(small & ~there) / max(int(small.sum()), 1),
        )
        return max(0.0, 1 - max(faults))


class Parser:
    """The network of `scripts/train_parser.py` in ONNX Runtime; made once, used for every photo."""

    def __init__(self, weights: Path) -> None:
        """Raises `WeightsError` where `weights` is no parser, or what reads outfits from it is damaged."""
        self._session = _session(weights)
        outfit.weights()
        self.checksum = hashlib.sha256(weights.read_bytes() + outfit.BUILTIN.read_bytes()).hexdigest()

    def parse(self, photo: Photo) -> Parse:
        """Reads one photo."""
        probabilities, types, patterns = self.read(photo.rgb)
        labels = pieces.settle(probabilities)
        wearer = pieces.has_wearer(labels)
        found = (pieces.worn if wearer else pieces.lying)(labels, probabilities)
        soft = pieces.foreground(probabilities)
        return Parse(
            mask=_foreground_mask(labels, soft, photo.rgb.shape[:2]),
            regions=tuple(_region(photo, *piece, types, patterns) for piece in found),
            wearer=wearer,
            confidence=agreement(soft, (labels != BACKGROUND).astype(np.float32)),
            foreground=soft,
            labels=labels,
            wears=outfit.wears(probabilities, types) if wearer else (),
        )

    def read(self, rgb: Rgb) -> tuple[Probabilities, TypeLogits, PatternLogits]:
        """Regions' probabilities at half, types' and patterns' logits at an eighth of the side seen."""
        height, width = seen_size(*rgb.shape[:2])
        seen = Image.fromarray(rgb).resize((width, height), Image.Resampling.BILINEAR, reducing_gap=2.0)
        probabilities, types, patterns = self._session.run(None, {"pixels": np.asarray(seen)[None]})
        return probabilities[0], types[0], patterns[0]


def builtin() -> Parser:
    """The parser that ships. Raises `WeightsError` where its file is damaged."""
    return Parser(BUILTIN)


def seen_size(height: int, width: int) -> tuple[int, int]:
    """The (height, width) at which the network sees a photo: whole strides, near the photo's shape."""
    scale = LONG_SIDE / max(height, width)
    return _strides(height * scale), _strides(width * scale)


def agreement(soft: npt.NDArray[np.float32], mask: npt.NDArray[np.float32]) -> float:
    """Soft IoU of two foregrounds in 0 to 1: 1 where both are sure and the same."""
    both = float(np.maximum(soft, mask).sum())
    return float(np.minimum(soft, mask).sum()) / both if both else 0.0


def box_of(mask: Mask, shape: tuple[int, ...]) -> Box:
    """The smallest box around the mask, in pixels of a photo of another (height, width), rounded outwards."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    height, width = mask.shape
    return Box(
        int(columns[0]) * shape[1] // width,
        int(rows[0]) * shape[0] // height,
        -(-(int(columns[-1]) + 1) * shape[1] // width),
        -(-(int(rows[-1]) + 1) * shape[0] // height),
    )


def _strides(side: float) -> int:
    return STRIDE * max(1, round(side / STRIDE))


def _foreground_mask(labels: Labels, soft: npt.NDArray[np.float32], shape: tuple[int, ...]) -> Mask:
    """In the photo's size, its edge where the probability crosses one half, within what was settled."""
    inside, outside = np.maximum(soft, np.float32(0.51)), np.minimum(soft, np.float32(0.49))
    return _enlarged(np.where(labels != BACKGROUND, inside, outside), shape)


def _enlarged(soft: npt.NDArray[np.float32], shape: tuple[int, ...]) -> Mask:
    height, width = shape[:2]
    large: Mask = np.asarray(Image.fromarray(soft).resize((width, height), Image.Resampling.BILINEAR)) > 0.5
    return large


def _region(
    photo: Photo, number: int, mask: Mask, confidence: float, types: TypeLogits, patterns: PatternLogits
) -> Region:
    large = _enlarged(mask.astype(np.float32), photo.rgb.shape)
    told = _told(mask, types), _told(mask, patterns)
    box = box_of(mask, (photo.height, photo.width))
    return Region(REGIONS[number], large, box, confidence, *told)


def _told(mask: Mask, logits: npt.NDArray[np.float32]) -> tuple[float, ...]:
    """The mean of what the places under a mask say, as probabilities."""
    height, width = logits.shape[1:]
    shares = mask.reshape(height, TYPE_STEP, width, TYPE_STEP).mean((1, 3))
    told = np.einsum("thw,hw->t", logits, shares) / max(float(shares.sum()), 1e-6)
    raised = np.exp(told - told.max())
    return tuple((raised / raised.sum()).tolist())


def _session(weights: Path) -> Any:
    import onnxruntime

    options, providers = session_options(), ["CPUExecutionProvider"]
    try:
        session = onnxruntime.InferenceSession(str(weights), options, providers=providers)
    except Exception as error:  # ONNX Runtime's errors have no common parent of their own
        raise WeightsError(f"{weights} cannot be read as a parser: {error}") from error
    told = [entry.shape[1] for entry in session.get_outputs()]
    known = [len(REGIONS), len(TYPES), len(PATTERNS)]
    if [entry.name for entry in session.get_inputs()] != ["pixels"] or told != known:
        raise WeightsError(
            f"{weights} is no parser of {', '.join(map(str, known))} regions, types, patterns."
        )
    return session
