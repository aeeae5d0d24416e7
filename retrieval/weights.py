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
from retrieval.types import TYPES

Array = npt.NDArray[np.float32]
Arrays = Mapping[str, npt.NDArray[Any]]

BUILTIN = Path(__file__).parent / "builtin" / "weights" / "vgg16_clothes.npz"

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
    """What weights made for clothes bring beside the convolutions: type head, means of two domains, side."""

    head_kernel: Array  # (512, 14)
    head_bias: Array  # (14,)
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
    if setting == "imagenet":
        return _weights("imagenet", _imagenet_arrays())
    path = BUILTIN if setting == "builtin" else Path(setting)
    return _weights("builtin" if setting == "builtin" else path.stem, _file_arrays(path))


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
    kernel = _array(arrays, f"{layer}/kernel", shape)
    scale = arrays.get(f"{layer}/kernel:scale")
    if scale is not None:  # stored as int8 with one scale a channel
        kernel = kernel * scale.astype(np.float32)
    return kernel, _array(arrays, f"{layer}/bias", shape[-1:])


def _clothes(arrays: Arrays) -> Clothes:
    if "types" not in arrays or tuple(np.ravel(arrays["types"]).tolist()) != TYPES:
        raise WeightsError(
            "These weights name other garment types than codibot: use weights of this version."
        )
    return Clothes(
        _array(arrays, "head_type/kernel", (DIM, len(TYPES))),
        _array(arrays, "head_type/bias", (len(TYPES),)),
        _array(arrays, "mean_lying", (DIM,)),
        _array(arrays, "mean_worn", (DIM,)),
        int(arrays.get("side", EARLIER_SIDE)),
    )


def _array(arrays: Arrays, key: str, shape: tuple[int, ...]) -> Array:
    if key not in arrays or arrays[key].shape != shape:
        raise WeightsError(
            f"The weights have no {key} of shape {shape}: give a file of VGG16's in Keras' layout."
        )
    return arrays[key].astype(np.float32)


def _checksum(convolutions: Mapping[str, tuple[Array, Array]], clothes: Clothes | None) -> str:
    digest = hashlib.sha256()
    for kernel, bias in convolutions.values():
        digest.update(kernel.tobytes() + bias.tobytes())
    if clothes is not None:
        for array in (clothes.head_kernel, clothes.head_bias, clothes.mean_lying, clothes.mean_worn):
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
