"""VGG16 out of VGG19: where a block has one convolution too many, its last two become one, by least squares.

Layer by layer, as channels are pruned (He, Zhang and Sun 2017): each fitted layer sees what VGG16 before it
says, and answers what VGG19 answers there, so that what an earlier layer lacks is made good by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from scripts.training.embedder.network import CAFFE_MEAN

COPIED = tuple(f"block{block}_conv{place}" for block in (1, 2, 3) for place in (1, 2))
"""Both networks begin with the same layers."""
FITTED = {
    f"block{block}_conv{place}": f"block{block}_conv{4 if place == 3 else place}"
    for block, places in ((3, (3,)), (4, (1, 2, 3)), (5, (1, 2, 3)))
    for place in places
}
"""Layers of VGG16, and the layers of VGG19 whose answers they give."""
PATCHES = 70_000
"""How many 3 x 3 patches a layer is fitted to, a twentieth of them kept back to tell how well."""
DAMPING = 1e-3
"""Of the penalty on the squared weights, as a share of the mean variance of what comes in."""
ROUNDS = 6
CHUNK = 30

Chunks = list[Tensor]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A convolution's kernel (out, in, 3, 3) and bias (out,)."""

    kernel: Tensor
    bias: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        return functional.conv2d(x, self.kernel, self.bias, padding=1)


Told = Callable[[str, float], None]


@torch.inference_mode()
def thinned(deep: Mapping[str, Layer], photos: Tensor, told: Told) -> dict[str, Layer]:
    """VGG16's thirteen layers by name from VGG19's sixteen, fitted on `photos` (n, 3, side, side) in 0 to 1.

    `told` hears each fitted layer and the share of VGG19's variance behind ReLU that it explains, in patches
    kept back.
    """
    draws = torch.Generator().manual_seed(0)
    shallow = {name: deep[name] for name in COPIED}
    mean = torch.tensor(CAFFE_MEAN).view(1, 3, 1, 1)
    deeper = [(chunk.flip(1) * 255 - mean).half() for chunk in photos.split(CHUNK)]
    for name in COPIED:
        deeper = _on(deeper, name, deep[name])
    thinner, behind = deeper, [name for name in deep if name not in COPIED]
    for name, answers in FITTED.items():
        while behind[0] != answers:
            deeper = _on(deeper, behind[0], deep[behind.pop(0)])
        wanted = _raw(deeper, behind[0], deep[behind.pop(0)])
        patches, targets = _patches(_pooled(thinner, name), wanted, PATCHES // len(photos), draws)
        shallow[name], explained = fitted(patches, targets)
        told(name, explained)
        thinner, deeper = _on(thinner, name, shallow[name]), [chunk.relu() for chunk in wanted]
    return shallow


def fitted(patches: Tensor, targets: Tensor) -> tuple[Layer, float]:
    """The layer that answers `targets` (n, out) before ReLU to `patches` (n, 9 * in), and what it explains.

    What is to be nothing behind ReLU may be anything under nought: such targets follow the fit, round by
    round.
    """
    kept = len(patches) // 20
    centre = patches[kept:].mean(0)
    patches = patches - centre
    known, true = patches[kept:], targets[kept:]
    gram = known.T @ known
    gram.diagonal().add_(DAMPING * gram.diagonal().mean())
    factor, wanted = torch.linalg.cholesky(gram), true
    for _ in range(ROUNDS):
        bias = wanted.mean(0)
        weights = torch.cholesky_solve(known.T @ (wanted - bias), factor)
        wanted = torch.where(true > 0, true, (known @ weights + bias).clamp(max=0))
    right = targets[:kept].relu()
    left_over = (patches[:kept] @ weights + bias).relu() - right
    explained = 1 - left_over.square().sum() / (right - right.mean(0)).square().sum()
    kernel = weights.T.reshape(targets.shape[1], -1, 3, 3)
    return Layer(kernel.contiguous(), bias - centre @ weights), float(explained)


def _pooled(chunks: Sequence[Tensor], name: str) -> Chunks:
    """What comes into a layer: a block begins with the largest of each four."""
    if name.endswith("conv1") and not name.startswith("block1"):
        return [functional.max_pool2d(chunk.float(), 2).half() for chunk in chunks]
    return list(chunks)


def _raw(chunks: Sequence[Tensor], name: str, layer: Layer) -> Chunks:
    return [layer(chunk.float()).half() for chunk in _pooled(chunks, name)]


def _on(chunks: Sequence[Tensor], name: str, layer: Layer) -> Chunks:
    return [chunk.relu() for chunk in _raw(chunks, name, layer)]


def _patches(
    inputs: Sequence[Tensor], answers: Sequence[Tensor], count: int, draws: torch.Generator
) -> tuple[Tensor, Tensor]:
    """`count` random 3 x 3 patches a photo, (n, 9 * in), and the answers at their middles, (n, out)."""
    patches, targets = [], []
    for seen, said in zip(inputs, answers, strict=True):
        around = functional.unfold(seen.float(), 3, padding=1).transpose(1, 2)
        middles = said.float().flatten(2).transpose(1, 2)
        order = torch.rand(around.shape[:2], generator=draws).argsort(1)[:, :count, None]
        patches.append(around.gather(1, order.expand(-1, -1, around.shape[2])).flatten(0, 1))
        targets.append(middles.gather(1, order.expand(-1, -1, middles.shape[2])).flatten(0, 1))
    return torch.cat(patches), torch.cat(targets)
