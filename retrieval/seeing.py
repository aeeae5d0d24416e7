"""What codibot sees on photos: opened, cut out, and each garment described."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retrieval import photo
from retrieval.cutout import Cutter
from retrieval.embedding import Domain, Embedder
from retrieval.garment import describe_many
from retrieval.types import Cutout, Garment, Photo, Sight

Cut = tuple[Photo, Cutout]


def see(source: bytes | Path, cutter: Cutter, embedder: Embedder, domain: Domain) -> Sight:
    """Describes one photo. Raises PhotoError."""
    return describe([cut_out(source, cutter)], embedder, domain)[0]


def cut_out(source: bytes | Path, cutter: Cutter) -> Cut:
    """Opens a photo and finds its foreground. Raises PhotoError."""
    opened = photo.open(source)
    return opened, cutter.cut(opened)


def describe(cuts: Sequence[Cut], embedder: Embedder, domain: Domain) -> list[Sight]:
    """The sights of photos that are cut out, which go through the network together."""
    described = describe_many(cuts, embedder, domain) if cuts else ()
    return [_sight(cut, garments) for cut, garments in zip(cuts, described, strict=True)]


def _sight(cut: Cut, garments: tuple[Garment, ...]) -> Sight:
    opened, cutout = cut
    return Sight(
        digest=opened.digest,
        width=opened.width,
        height=opened.height,
        garments=garments,
        cutout_confidence=cutout.confidence,
        fell_back=cutout.fell_back,
        wearer=cutout.wearer,
        wears=cutout.wears,
    )
