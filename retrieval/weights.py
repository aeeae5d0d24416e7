"""Which weights VGG16 runs with: read, checked and named by their checksum."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.errors import WeightsError
from retrieval.linear_heads import Array, Head, Heads
from retrieval.regions import DONORS
from retrieval.types import TYPES

Arrays = Mapping[str, npt.NDArray[Any]]

_FOLDER = Path(__file__).parent / "builtin" / "weights"
BUILTIN = _FOLDER / "vgg16_clothes.npz"
LEARNED_SINCE = _FOLDER / "vgg16_clothes_since.npz"
"""What was learned since: today two heads of words. Changes of kernels may lie there, coarsely: a fifth of
whole weights, which history would keep for ever."""

_CHANNELS = {
    1: (3, 64, 64),
    2: (64, 128, 128),
    3: (128, 256, 256, 256),
    4: (256, 512, 512, 512),
    5: (512, 512, 512, 512),
}
SHAPES: dict[str, tuple[int, int, int, int]] = {
    f"block{block}_conv{place}": (3, 3, channels[place - 1], channels[place])
    for block, channels in _CHANNELS.items()
    for place in range(1, len(channels))
}
"""VGG16's thirteen convolutions (Simonyan and Zisserman 2015): Keras' names and kernel shapes (HWIO)."""

_HDF5_NAMES = {layer: layer for layer in SHAPES} | {
    f"conv2d_{place}" if place else "conv2d": layer for place, layer in enumerate(SHAPES)
}
"""Groups of Keras' HDF5 files: whole models name layers, `.weights.h5` of Keras 3 counts them by kind."""

DIM = 512
EARLIER_SIDE = 64
"""The side of clothes weights whose file does not tell it."""


@dataclass(frozen=True, slots=True, eq=False)
class Clothes:
    """What weights made for clothes bring beside the convolutions: heads, means of two domains, side."""

    heads: Heads
    mean_lying: Array  # (512,)
    mean_worn: Array  # (512,)
    side: int = EARLIER_SIDE  # pixels of the crops that they were trained for


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Kernel and bias of every convolution by Keras' name; `clothes` where they were made for clothes."""

    name: str
    convolutions: Mapping[str, tuple[Array, Array]]
    clothes: Clothes | None
    checksum: str  # sha256 of every array in order


def load(setting: str) -> Weights:
    """The weights that `setting` names: `builtin`, `imagenet`, or a file (.npz, .h5) in Keras' layout.

    Raises `WeightsError` with what to do.
    """
    name = setting if setting in ("builtin", "imagenet") else Path(setting).stem
    return _weights(name, arrays(setting))


def arrays(setting: str) -> Arrays:
    """What `setting` names, array by array as Keras names them. Raises `WeightsError`."""
    if setting == "imagenet":
        return _imagenet_arrays()
    if setting == "builtin":
        return learned(_file_arrays(BUILTIN), _file_arrays(LEARNED_SINCE))
    return _file_arrays(Path(setting))


def learned(first: Arrays, since: Arrays) -> Arrays:
    """`first` with the changes of `since` added to its kernels; all else that `since` holds replaces.

    A change (`LAYER/change`) is int8 in the kernel's shape with one scale a channel, as kernels are.
    """
    whole = {key: array for key, array in {**first, **since}.items() if "/change" not in key}
    for layer, shape in SHAPES.items():
        if f"{layer}/change" in since:
            whole.pop(f"{layer}/kernel:scale", None)
            whole[f"{layer}/kernel"] = _array(first, f"{layer}/kernel", shape) + _array(
                since, f"{layer}/change", shape
            )
    return whole


def import_tensorflow() -> Any:
    """TensorFlow, without its greeting; imported late because it takes seconds and half a gigabyte."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow

    return tensorflow


def _weights(name: str, arrays: Arrays) -> Weights:
    convolutions = {layer: _convolution(layer, arrays) for layer in SHAPES}
    clothes = _clothes(arrays) if "head_type/kernel" in arrays else None
    return Weights(name, convolutions, clothes, _checksum(convolutions, clothes))


def _convolution(layer: str, arrays: Arrays) -> tuple[Array, Array]:
    shape = SHAPES[layer]
    return _array(arrays, f"{layer}/kernel", shape), _array(arrays, f"{layer}/bias", shape[-1:])


def _clothes(arrays: Arrays) -> Clothes:
    if "types" not in arrays or tuple(np.ravel(arrays["types"]).tolist()) != TYPES:
        raise WeightsError(
            "These weights name other garment types than codibot: use weights of this version."
        )
    return Clothes(
        heads_of(arrays),
        _array(arrays, "mean_lying", (DIM,)),
        _array(arrays, "mean_worn", (DIM,)),
        int(arrays.get("side", EARLIER_SIDE)),
    )


def heads_of(arrays: Arrays) -> Heads:
    """The heads among the arrays; those of words where there are any. Raises `WeightsError`."""
    types = _head(arrays, "type", len(TYPES))
    if "head_donor/kernel" not in arrays:
        return Heads(types)
    if tuple(np.ravel(arrays.get("donors", ())).tolist()) != tuple(DONORS):
        raise WeightsError(
            "These weights know other donors' words than codibot: use weights of this version."
        )
    donors = _head(arrays, "donor", len(DONORS))
    return Heads(types, donors, _head(arrays, "article", np.size(arrays.get("head_article/bias", 0))))


def _head(arrays: Arrays, name: str, words: int) -> Head:
    kernel = _array(arrays, f"head_{name}/kernel", (DIM, words))
    return Head(kernel, _array(arrays, f"head_{name}/bias", (words,)))


def _array(arrays: Arrays, key: str, shape: tuple[int, ...]) -> Array:
    """In float32; multiplied by its scales where it is stored as int8 with one scale a channel."""
    if key not in arrays or arrays[key].shape != shape:
        raise WeightsError(
            f"The weights have no {key} of shape {shape}: give a file of VGG16's in Keras' layout."
        )
    array = arrays[key].astype(np.float32)
    scale = arrays.get(f"{key}:scale")
    return array if scale is None else np.asarray(array * scale, dtype=np.float32)


def _checksum(convolutions: Mapping[str, tuple[Array, Array]], clothes: Clothes | None) -> str:
    digest = hashlib.sha256()
    for kernel, bias in convolutions.values():
        digest.update(kernel.tobytes() + bias.tobytes())
    if clothes is not None:
        heads = [array for head in clothes.heads for array in (head.kernel, head.bias)]
        for array in (*heads, clothes.mean_lying, clothes.mean_worn):
            digest.update(array.tobytes())
    return digest.hexdigest()


def _file_arrays(path: Path) -> Arrays:
    if not path.is_file():
        raise WeightsError(
            f"There are no weights at {path}: set CODIBOT_EMBEDDER to builtin, imagenet or a file."
        )
    try:
        return _npz_arrays(path) if path.suffix == ".npz" else _h5_arrays(path)
    except WeightsError:
        raise
    except Exception as error:  # zipfile, numpy and h5py each have errors of their own
        raise WeightsError(f"The weights at {path} are damaged ({error}): get the file once more.") from error


def _npz_arrays(path: Path) -> Arrays:
    with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
        return {key: file[key] for key in file.files}


def _h5_arrays(path: Path) -> Arrays:
    """The convolutions of an HDF5 file: in a layer's group the 4-D array is the kernel, the 1-D the bias."""
    import h5py

    arrays: dict[str, npt.NDArray[Any]] = {}

    def collect(name: str, item: Any) -> None:
        layer = next((_HDF5_NAMES[part] for part in name.split("/") if part in _HDF5_NAMES), None)
        if layer is not None and isinstance(item, h5py.Dataset):
            arrays[f"{layer}/{'kernel' if item.ndim == 4 else 'bias'}"] = item[()]

    with h5py.File(path, "r") as file:
        file.visititems(collect)
    return arrays


def _imagenet_arrays() -> Arrays:
    """Keras' own weights (CC BY 4.0), from its cache in the home directory or downloaded by Keras."""
    tensorflow = import_tensorflow()
    try:
        network = tensorflow.keras.applications.VGG16(include_top=False, weights="imagenet")
    except Exception as error:  # Keras raises a bare Exception when a download fails
        raise WeightsError(
            "Keras' ImageNet weights cannot be had: connect once to the network, put Keras' file for VGG16 "
            "without its top into ~/.keras/models, or set CODIBOT_EMBEDDER to builtin."
        ) from error
    return {
        f"{layer}/{kind}": array
        for layer in SHAPES
        for kind, array in zip(("kernel", "bias"), network.get_layer(layer).get_weights(), strict=True)
    }
