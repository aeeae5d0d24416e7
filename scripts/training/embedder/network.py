"""VGG16 for training: from and to the arrays that ship, batch norm put in and folded away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from retrieval.embedding import GEM_FLOOR
from retrieval.weights import SHAPES

CAFFE_MEAN = (103.939, 116.779, 123.68)
"""Of ImageNet in BGR: what Keras' `vgg16.preprocess_input` subtracts."""


class Vgg16(nn.Module):
    """RGB in 0 to 1, (n, 3, side, side) -> pooled (n, 512), as `retrieval.embedding` has it."""

    def __init__(self, frozen: int = 2) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(CAFFE_MEAN).view(1, 3, 1, 1), persistent=False)
        self.convolutions = nn.ModuleDict(
            {name: nn.Conv2d(shape[2], shape[3], 3, padding=1) for name, shape in SHAPES.items()}
        )
        self.norms = nn.ModuleDict()
        self._frozen = tuple(f"block{block}_" for block in range(1, frozen + 1))
        for name, convolution in self.convolutions.items():
            convolution.requires_grad_(not name.startswith(self._frozen))

    def forward(self, photos: Tensor) -> Tensor:
        return gem(self.features(photos))

    def features(self, photos: Tensor) -> Tensor:
        """`block5_conv3` after its ReLU: (n, 512, side / 16, side / 16)."""
        x = photos.flip(1) * 255 - self.mean
        for name, convolution in self.convolutions.items():
            if name.endswith("conv1") and not name.startswith("block1"):
                x = nn.functional.max_pool2d(x, 2)
            x = convolution(x)
            if name in self.norms:
                x = self.norms[name](x)
            x = nn.functional.relu(x, inplace=True)
        return x

    @torch.no_grad()
    def start_from(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        """Fills the convolutions from shipped arrays (HWIO, int8 with a scale a channel or float)."""
        for name, convolution in self.convolutions.items():
            kernel = arrays[f"{name}/kernel"].astype(np.float32)
            if f"{name}/kernel:scale" in arrays:
                kernel = kernel * arrays[f"{name}/kernel:scale"]
            convolution.weight.copy_(torch.from_numpy(kernel.transpose(3, 2, 0, 1).copy()))
            convolution.bias.copy_(torch.from_numpy(arrays[f"{name}/bias"].astype(np.float32)))

    @torch.no_grad()
    def put_norms_in(self, photos: Tensor) -> None:
        """Batch norm after every trained convolution, begun from `photos`' statistics: nothing changes."""
        for name, convolution in self.convolutions.items():
            if name.startswith(self._frozen):
                continue
            seen: list[Tensor] = []
            hook = convolution.register_forward_hook(lambda _m, _i, out, seen=seen: seen.append(out.clone()))
            self.features(photos)
            hook.remove()
            norm = nn.BatchNorm2d(convolution.out_channels)
            variance, mean = torch.var_mean(seen[0], (0, 2, 3))
            norm.weight.copy_((variance + norm.eps).sqrt())
            norm.bias.copy_(mean)
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)
            self.norms[name] = norm

    @torch.no_grad()
    def folded(self) -> dict[str, tuple[Tensor, Tensor]]:
        """Kernel (out, in, 3, 3) and bias of every convolution with its batch norm multiplied in."""
        plain = {}
        for name, convolution in self.convolutions.items():
            kernel, bias = convolution.weight.clone(), convolution.bias.clone()
            if name in self.norms:
                norm = self.norms[name]
                scale = norm.weight / (norm.running_var + norm.eps).sqrt()
                kernel = kernel * scale[:, None, None, None]
                bias = norm.bias + (bias - norm.running_mean) * scale
            plain[name] = (kernel, bias)
        return plain


def gem(features: Tensor) -> Tensor:
    """Generalised mean over positions with p = 2 (Radenovic et al. 2018)."""
    return features.clamp(min=GEM_FLOOR).square().mean((2, 3)).sqrt()
