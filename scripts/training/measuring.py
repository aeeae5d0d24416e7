"""How well a parser does on photos that tune: IoU of regions and foreground, regions and types told."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from retrieval.regions import BACKGROUND, REGIONS
from scripts.training.augment import Size, normalise
from scripts.training.confusion import Confusion, confusion, foreground_iou, iou
from scripts.training.packing import SURE_HIGH, SURE_LOW, Bytes, Pack
from scripts.training.views import LEAST_SHARE, TYPE_STRIDE, worn_pieces


@torch.no_grad()
def read(network: nn.Module, photo: Tensor, size: Size) -> tuple[npt.NDArray[np.int64], Tensor]:
    """Region numbers (h, w) of a uint8 photo (3, h, w) at the size, and type logits (types, h/8, w/8)."""
    seen = functional.interpolate(
        photo[None].float() / 255, size, mode="bilinear", antialias=True, align_corners=False
    )
    logits, kinds = network(normalise(seen))
    finer = functional.interpolate(logits, size, mode="bilinear", align_corners=False)
    return finer.argmax(1)[0].numpy(), kinds[0]


def measure(
    network: nn.Module, looks: Pack, garments: Pack, look_size: Size, garment_size: Size
) -> dict[str, float]:
    """IoU of regions and foreground and types right on looks; foreground, region, type of lying garments."""
    worn, worn_types = _looks(network, looks, look_size)
    return {
        "looks_miou": float(np.nanmean(iou(worn))),
        "looks_foreground": foreground_iou(worn),
        "looks_types": worn_types,
        **_garments(network, garments, garment_size),
        **{f"iou_{name}": float(value) for name, value in zip(REGIONS, iou(worn), strict=True)},
    }


def _looks(network: nn.Module, looks: Pack, size: Size) -> tuple[Confusion, float]:
    counts = np.zeros((len(REGIONS),) * 2, np.int64)
    right: list[bool] = []
    for photo, regions, kinds in zip(looks.photos, looks.pixels, looks.kinds, strict=True):
        found, logits = read(network, torch.from_numpy(photo), size)
        counts += confusion(_nearest(regions, size), found)
        pieces = worn_pieces(torch.from_numpy(_nearest(kinds, size))[None])
        told = torch.einsum("mhw,thw->mt", pieces.masks, logits).argmax(1)
        right += (told == pieces.kinds).tolist()
    return counts, float(np.mean(right))


def _garments(network: nn.Module, garments: Pack, size: Size) -> dict[str, float]:
    overlaps, regions_right, types_right = [], [], []
    for photo, soft, region, kind in zip(
        garments.photos, garments.pixels, garments.regions, garments.kinds, strict=True
    ):
        found, logits = read(network, torch.from_numpy(photo), size)
        if soft.any():
            overlaps.append(_overlap(found, _nearest(soft, size) / 255))
        regions_right.append(_majority(found) == region)
        types_right.append(int((logits * _places(found)).sum((1, 2)).argmax()) == kind)
    return {
        "garments_foreground": float(np.mean(overlaps)),
        "garments_region": float(np.mean(regions_right)),
        "garments_types": float(np.mean(types_right)),
    }


def _places(found: npt.NDArray[np.int64]) -> Tensor:
    """How much of each place of the type logits is foreground; all of it where nothing is."""
    there = torch.from_numpy(found != BACKGROUND).float()
    there = there if there.mean() > LEAST_SHARE else torch.ones_like(there)
    return functional.avg_pool2d(there[None], TYPE_STRIDE)


def _overlap(found: npt.NDArray[np.int64], truth: npt.NDArray[np.float64]) -> float:
    """IoU of the foreground where the teacher is sure."""
    sure = (truth < SURE_LOW) | (truth > SURE_HIGH)
    there, wanted = (found != BACKGROUND) & sure, (truth > SURE_HIGH) & sure
    return float((there & wanted).sum() / max((there | wanted).sum(), 1))


def _nearest(pixels: Bytes, size: Size) -> Bytes:
    known = torch.from_numpy(pixels)[None, None]
    nearest: Bytes = functional.interpolate(known, size, mode="nearest")[0, 0].numpy()
    return nearest


def _majority(found: npt.NDArray[np.integer]) -> int:
    """The commonest region that is not background; background where there is none."""
    counts = np.bincount(found.ravel(), minlength=len(REGIONS))
    counts[BACKGROUND] = 0
    return int(counts.argmax()) if counts.any() else BACKGROUND
