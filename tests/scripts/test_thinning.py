"""VGG16 out of VGG19; skipped where PyTorch is not installed."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch", reason="the `train` extra is not installed")

from retrieval.weights import SHAPES  # noqa: E402
from scripts.training.embedder.thinning import Layer, fitted, thinned  # noqa: E402

DEPTHS = {1: 2, 2: 2, 3: 4, 4: 4, 5: 4}


def deep(idle: bool) -> dict[str, Layer]:
    """VGG19 of eight channels; with `idle` each block's fourth layer hands on what it is given."""
    torch.manual_seed(0)
    layers, channels = {}, 3
    for block, depth in DEPTHS.items():
        for place in range(1, depth + 1):
            kernel = torch.randn(8, channels, 3, 3) / (4.5 * channels) ** 0.5
            layers[f"block{block}_conv{place}"] = Layer(kernel, torch.full((8,), 0.1))
            channels = 8
        if depth == 4 and idle:
            same = torch.zeros(8, 8, 3, 3)
            same[range(8), range(8), 1, 1] = 1
            layers[f"block{block}_conv4"] = Layer(same, torch.zeros(8))
    return layers


def explained(idle: bool) -> tuple[dict[str, Layer], dict[str, float]]:
    shares: dict[str, float] = {}
    thin = thinned(deep(idle), torch.rand(60, 3, 64, 64), lambda name, share: shares.update({name: share}))
    return thin, shares


def test_a_layer_that_does_nothing_is_not_missed() -> None:
    thin, shares = explained(idle=True)
    assert list(thin) == list(SHAPES)
    assert min(shares.values()) > 0.97


def test_two_layers_are_not_quite_one() -> None:
    _, shares = explained(idle=False)
    assert 0.3 < shares["block4_conv3"] < shares["block4_conv2"]


def test_what_is_nothing_behind_relu_may_be_anything_under_nought() -> None:
    torch.manual_seed(0)
    patches = torch.randn(4000, 9)
    raw = patches @ torch.randn(9, 1)
    bent = torch.where(raw > 0, raw, raw * 4)  # only its upper half is linear as it should be
    layer, share = fitted(patches, bent)
    assert share > 0.7  # 0.07 after one round
    assert layer.kernel.shape == (1, 1, 3, 3)
