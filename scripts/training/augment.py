"""Random views of packed photos: turned, cropped, relit, blurred, pressed through JPEG, pasted."""

from __future__ import annotations

import io

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from scripts.training.confusion import IGNORE

Size = tuple[int, int]


def affine(
    n: int,
    generator: torch.Generator,
    *,
    zoom: tuple[float, float],
    turn: float,
    shift: float,
    flip: bool = True,
) -> Tensor:
    """(n, 2, 3) matrices for `affine_grid`: zoom (over 1 magnifies), turn (radians), shift, flip."""

    def uniform(low: float, high: float) -> Tensor:
        return torch.empty(n).uniform_(low, high, generator=generator)

    scale = torch.exp(uniform(float(np.log(zoom[0])), float(np.log(zoom[1])))).reciprocal()
    angle = uniform(-turn, turn)
    stretch = torch.exp(uniform(-0.12, 0.12))
    mirror = torch.where(uniform(0, 1) < 0.5, -1.0, 1.0) if flip else torch.ones(n)
    cos, sin = scale * torch.cos(angle), scale * torch.sin(angle)
    # A zoomed view may look anywhere on the photo, a shrunk one keeps it whole.
    reach = (1 - scale).clamp(min=0) + shift
    rows = (
        torch.stack((cos * stretch * mirror, -sin, uniform(-1, 1) * reach), 1),
        torch.stack((sin * mirror, cos / stretch, uniform(-1, 1) * reach), 1),
    )
    return torch.stack(rows, 1)


def sample(
    photos: Tensor, theta: Tensor, size: Size, padding: str = "reflection", mode: str = "bilinear"
) -> Tensor:
    """Views of float photos (n, c, h, w) through `theta`, of the size (h, w)."""
    grid = functional.affine_grid(theta, [len(photos), photos.shape[1], *size], align_corners=False)
    return functional.grid_sample(photos, grid, mode, padding, align_corners=False)


def sample_regions(regions: Tensor, theta: Tensor, size: Size) -> Tensor:
    """Region numbers (n, h, w) through `theta`; what lies outside the photo is IGNORE."""
    shifted = (regions.float() + 1)[:, None]
    seen = sample(shifted, theta, size, "zeros", "nearest")[:, 0].long()
    return torch.where((seen == 0) | (seen == IGNORE + 1), IGNORE, seen - 1)


def relight(photos: Tensor, generator: torch.Generator) -> Tensor:
    """Exposure, contrast, colour of the light, saturation and a gradient of light, on photos in 0 to 1."""
    n = len(photos)

    def spread(width: float, channels: int = 1) -> Tensor:
        return torch.exp(torch.empty(n, channels, 1, 1).uniform_(-width, width, generator=generator))

    grey = photos.mean(1, keepdim=True)
    lit = grey + (photos - grey) * spread(0.35)
    mean = lit.mean((1, 2, 3), keepdim=True)
    lit = (lit - mean) * spread(0.3) + mean
    lit = lit * spread(0.35) * spread(0.12, 3)
    height, width = photos.shape[2:]
    slope = torch.empty(n, 2, 1, 1).uniform_(-0.25, 0.25, generator=generator)
    across = torch.linspace(-1, 1, width).view(1, 1, 1, width)
    down = torch.linspace(-1, 1, height).view(1, 1, height, 1)
    return (lit * (1 + slope[:, :1] * across + slope[:, 1:] * down)).clamp(0, 1)


def blur(photos: Tensor, sigma: float) -> Tensor:
    """Gaussian blur of (n, c, h, w)."""
    radius = max(1, int(2.5 * sigma))
    line = torch.exp(-(torch.arange(-radius, radius + 1).float() ** 2) / (2 * sigma**2))
    line = line / line.sum()
    channels = photos.shape[1]
    kernel = line.repeat(channels, 1, 1, 1)
    padded = functional.pad(photos, [radius] * 4, mode="replicate")
    wide = functional.conv2d(padded, kernel, groups=channels)
    return functional.conv2d(wide, kernel.transpose(2, 3), groups=channels)


def press(photo: Tensor, quality: int) -> Tensor:
    """One photo (3, h, w) in 0 to 1, there and back through JPEG."""
    pixels = (photo * 255).byte().permute(1, 2, 0).numpy()
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality)
    return torch.from_numpy(np.array(Image.open(buffer))).permute(2, 0, 1).float() / 255


def wear_out(photos: Tensor, generator: torch.Generator) -> Tensor:
    """What cameras and messengers do: light, blur, noise, JPEG."""
    photos = relight(photos, generator)
    chances = torch.rand(len(photos), 3, generator=generator)
    worn = []
    for photo, (soft, noisy, pressed) in zip(photos, chances.tolist(), strict=True):
        if soft < 0.25:
            photo = blur(photo[None], 0.5 + soft * 4)[0]
        if noisy < 0.25:
            photo = (photo + torch.randn(photo.shape, generator=generator) * noisy * 0.16).clamp(0, 1)
        if pressed < 0.35:
            photo = press(photo, int(30 + pressed * 170))
        worn.append(photo)
    return torch.stack(worn)


def normalise(photos: Tensor) -> Tensor:
    """0 to 1 -> about -1 to 1, as the encoder was taught: (x - 127) / 128."""
    return (photos * 255 - 127) / 128


def paste(
    garments: Tensor, soft: Tensor, backgrounds: Tensor, generator: torch.Generator
) -> tuple[Tensor, Tensor]:
    """Garments (n, 3, h, w) cut by `soft` (n, 1, h, w) onto backgrounds, with a shadow and a feathered edge.

    Returns the photos and their exact foreground (n, h, w).
    """
    alpha = ((soft - 0.5) * 4 + 0.5).clamp(0, 1)
    shadow = blur(functional.pad(alpha, [6, 0, 6, 0])[:, :, :-6, :-6], 4.0)
    depth = torch.empty(len(garments), 1, 1, 1).uniform_(0, 0.55, generator=generator)
    ground = backgrounds * (1 - depth * shadow)
    return garments * alpha + ground * (1 - alpha), alpha[:, 0] > 0.5
