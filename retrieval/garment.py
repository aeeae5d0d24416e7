"""Cutout, embedding, palette and type come together: the garments of a photo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np
from PIL import Image

from retrieval.embedding import Domain, Embedder
from retrieval.kept_vector import as_kept
from retrieval.palette import palette_of
from retrieval.regions import type_prior
from retrieval.types import (
    PATTERNS,
    SUSPICIOUS,
    TYPES,
    UNKNOWN,
    Box,
    Cutout,
    Garment,
    Mask,
    Photo,
    Rgb,
    Vector,
)

WHITE = 255
PROBABILITY_DECIMALS = 4
HEAD_WEIGHT = 0.6
PARSER_WEIGHT: dict[Domain, float] = {"lying": 0.6, "worn": 0.8}
"""How much VGG16's type head and the parser count beside each other; docs/ranking.md has the figures."""
LEAST = 1e-4
TOLD_PATTERN = 0.6
"""How likely a pattern must be to be told of."""
NO_CLOTH = frozenset({"shoes", "bag", "hat"})
"""Types on which the parser learned no patterns."""
MARGIN = 0.1
"""How much ground a lying garment keeps around its box, as a share of the box."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A part of a photo that is described as one garment."""

    photo: Photo
    cutout: Cutout  # of this piece alone
    domain: Domain
    region: str | None = None  # none where no parser read the photo
    types: tuple[float, ...] = ()  # what the parser says of its type, if anything
    patterns: tuple[float, ...] = ()  # and of its pattern
    doubted: bool = False  # its cutout is suspicious, so the whole photo is read too


def describe(photo: Photo, cutout: Cutout, embedder: Embedder, domain: Domain) -> tuple[Garment, ...]:
    """The garments of one photo: one for each region that its cutter told of, else one, the whole cutout.

    `domain`: what the photo is taken for where the cutter does not know whether somebody wears the garments.
    A whole worn cutout holds no single type, so its type is unknown; all others have the type head's answer.
    """
    return describe_many([(photo, cutout)], embedder, domain)[0]


def describe_many(
    seen: Sequence[tuple[Photo, Cutout]], embedder: Embedder, domain: Domain
) -> tuple[tuple[Garment, ...], ...]:
    """`describe` for several photos, whose pieces go through the network together."""
    pieces = [pieces_of(photo, cutout, domain) for photo, cutout in seen]
    garments = iter(_described(list(chain.from_iterable(pieces)), embedder))
    return tuple(tuple(islice(garments, len(each))) for each in pieces)


def pieces_of(photo: Photo, cutout: Cutout, domain: Domain) -> list[Piece]:
    """What is described: the regions with something in them, else the whole cutout."""
    known: Domain = "worn" if cutout.wearer else "lying"
    regions = [each for each in cutout.regions if each.mask.any()]
    if not regions:
        return [Piece(photo, cutout, domain, doubted=domain == "lying" and _suspicious(cutout))]
    doubted = not cutout.wearer and len(regions) == 1 and _suspicious(cutout)
    return [
        Piece(
            photo,
            Cutout(each.mask, each.confidence),
            known,
            each.name,
            each.type_probabilities,
            each.pattern_probabilities,
            doubted,
        )
        for each in regions
    ]


def _suspicious(cutout: Cutout) -> bool:
    return cutout.confidence < SUSPICIOUS and not cutout.fell_back


def crop_of(photo: Photo, cutout: Cutout, side: int, domain: Domain) -> Rgb:
    """What the network looks at, shape (side, side, 3), seen as the clothes weights saw it in training.

    A lying garment keeps the ground it lies on and is squashed to a square; a worn one is cut out and padded
    with white. The model card has what the alternatives measured.
    """
    crop = (
        _with_ground(photo.rgb, cutout.mask)
        if domain == "lying"
        else _padded(_cut_out(photo.rgb, cutout.mask))
    )
    image = Image.fromarray(np.ascontiguousarray(crop))
    return np.asarray(image.resize((side, side), Image.Resampling.BILINEAR, reducing_gap=3.0))


def _with_ground(rgb: Rgb, mask: Mask) -> Rgb:
    """The mask's box, wider by `MARGIN` on each side where the photo has so much."""
    box = _mask_box(mask)
    across, down = round(MARGIN * (box.x1 - box.x0)), round(MARGIN * (box.y1 - box.y0))
    return rgb[max(0, box.y0 - down) : box.y1 + down, max(0, box.x0 - across) : box.x1 + across]


def _cut_out(rgb: Rgb, mask: Mask) -> Rgb:
    """The mask's box, white outside the mask."""
    box = _mask_box(mask)
    inside = slice(box.y0, box.y1), slice(box.x0, box.x1)
    return np.where(mask[inside][..., None], rgb[inside], np.uint8(WHITE))


def _padded(crop: Rgb) -> Rgb:
    """In the middle of a white square."""
    height, width = crop.shape[:2]
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    square = np.full((side, side, 3), WHITE, dtype=np.uint8)
    square[top : top + height, left : left + width] = crop
    return square


def _mask_box(mask: Mask) -> Box:
    """The smallest box that holds the mask, in its own pixels."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _photo_box(box: Box, photo: Photo) -> Box:
    """A box of the working copy in pixels of the upright original, rounded outwards."""
    height, width = photo.rgb.shape[:2]
    return Box(
        box.x0 * photo.width // width,
        box.y0 * photo.height // height,
        -(-box.x1 * photo.width // width),
        -(-box.y1 * photo.height // height),
    )


def _described(pieces: Sequence[Piece], embedder: Embedder) -> Iterator[Garment]:
    """The garments of all pieces, whose crops go through the network in one batch."""
    if not pieces:
        return
    readings = [_readings(each, embedder.side) for each in pieces]
    pooled = embedder.embed(np.stack(list(chain.from_iterable(readings))))
    heads = embedder.type_probabilities(pooled)
    first = 0
    for piece, crops in zip(pieces, readings, strict=True):
        own = slice(first, first := first + len(crops))
        vector = _mean_direction(embedder.centre(pooled[own], piece.domain))
        yield _garment(piece, vector, _types(piece, None if heads is None else heads[own].mean(axis=0)))


def _readings(piece: Piece, side: int) -> list[Rgb]:
    """The crops that stand for a piece: its cutout's, and the whole photo where that is doubted."""
    crops = [crop_of(piece.photo, piece.cutout, side, piece.domain)]
    if piece.doubted:
        whole = Cutout(np.ones_like(piece.cutout.mask), confidence=0.0)
        crops.append(crop_of(piece.photo, whole, side, piece.domain))
    return crops


def _mean_direction(vectors: Vector) -> Vector:
    """Of unit vectors (n, dim): its cosine with a look orders looks as the mean of theirs does."""
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), dtype=np.float32)


def _types(piece: Piece, head: Vector | None) -> tuple[float, ...]:
    """What the type head and the parser say of a piece, each by its weight; a whole outfit has no type.

    A worn piece is weighed by what its region can be as well. What lies flat is not: regions are learned from
    wearers, and lying they mislead.
    """
    if piece.domain == "worn" and piece.region is None:
        return ()
    told = _together(head, piece.types, PARSER_WEIGHT[piece.domain])
    if told is None:
        return ()
    if piece.domain == "worn" and piece.region is not None:
        told = told * type_prior(piece.region)
    return _rounded(told / told.sum())


def _together(head: Vector | None, parser: tuple[float, ...], weight: float) -> Vector | None:
    """What there is of two readers, or the product of both, each raised to its weight; not normalised."""
    if not parser:
        return head
    told = np.array(parser, dtype=np.float32)
    if head is None:
        return told
    product = np.maximum(head, LEAST) ** HEAD_WEIGHT * np.maximum(told, LEAST) ** weight
    return np.asarray(product, dtype=np.float32)


def _rounded(probabilities: Vector) -> tuple[float, ...]:
    return tuple(np.round(probabilities.astype(float), PROBABILITY_DECIMALS).tolist())


def _garment(piece: Piece, vector: Vector, probabilities: tuple[float, ...]) -> Garment:
    confidence = max(probabilities, default=0.0)
    kind = TYPES[probabilities.index(confidence)] if probabilities else UNKNOWN
    return Garment(
        type=kind,
        confidence=confidence,
        type_probabilities=probabilities,
        box=_photo_box(_mask_box(piece.cutout.mask), piece.photo),
        embedding=as_kept(vector),
        palette=palette_of(piece.photo.rgb, piece.cutout.mask),
        pattern=_pattern(piece.patterns, kind),
    )


def _pattern(probabilities: tuple[float, ...], kind: str) -> str | None:
    """The pattern that is likely enough, if one is."""
    likeliest = max(probabilities, default=0.0)
    told = likeliest >= TOLD_PATTERN and kind not in NO_CLOTH
    return PATTERNS[probabilities.index(likeliest)] if told else None
