"""How well a parser does on photos that tune: IoU of regions and foreground, a garment's region."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from retrieval.regions import BACKGROUND, REGIONS
from scripts.training.augment import Size, normalise
from scripts.training.confusion import confusion, foreground_iou, iou
from scripts.training.packing import Pack
from scripts.training.views import SURE_HIGH, SURE_LOW


@torch.no_grad()
def logits_of(network: nn.Module, photos: Tensor, size: Size) -> Tensor:
    """Logits (n, regions, h, w) of uint8 photos, seen at the size (h, w)."""
    seen = functional.interpolate(
        photos.float() / 255, size, mode="bilinear", antialias=True, align_corners=False
    )
    return functional.interpolate(network(normalise(seen)), size, mode="bilinear", align_corners=False)


def measure(
    network: nn.Module, looks: Pack, garments: Pack, look_size: Size, garment_size: Size
) -> dict[str, float]:
    """Mean and foreground IoU on looks; foreground IoU (sure pixels), region accuracy on lying garments."""
    worn = np.zeros((len(REGIONS),) * 2, np.int64)
    for photo, regions in zip(looks.photos, looks.pixels, strict=True):
        found = logits_of(network, torch.from_numpy(photo[None]), look_size).argmax(1)[0].numpy()
        truth = functional.interpolate(torch.from_numpy(regions)[None, None], look_size, mode="nearest")[0, 0]
        worn += confusion(truth.numpy(), found)
    hits, unions, right = [], [], []
    for photo, soft, region in zip(garments.photos, garments.pixels, garments.regions, strict=True):
        found = logits_of(network, torch.from_numpy(photo[None]), garment_size).argmax(1)[0].numpy()
        truth = (
            functional.interpolate(torch.from_numpy(soft)[None, None], garment_size, mode="nearest")[
                0, 0
            ].numpy()
            / 255
        )
        sure = (truth < SURE_LOW) | (truth > SURE_HIGH)
        there, wanted = (found != BACKGROUND) & sure, (truth > SURE_HIGH) & sure
        hits.append((there & wanted).sum())
        unions.append(max((there | wanted).sum(), 1))
        right.append(_majority(found) == region)
    return {
        "looks_miou": float(np.nanmean(iou(worn))),
        "looks_foreground": foreground_iou(worn),
        "garments_foreground": float(np.mean(np.array(hits) / np.array(unions))),
        "garments_region": float(np.mean(right)),
        **{f"iou_{name}": float(value) for name, value in zip(REGIONS, iou(worn), strict=True)},
    }


def _majority(found: npt.NDArray[np.integer]) -> int:
    """The commonest region that is not background; background where there is none."""
    counts = np.bincount(found.ravel(), minlength=len(REGIONS))
    counts[BACKGROUND] = 0
    return int(counts.argmax()) if counts.any() else BACKGROUND
