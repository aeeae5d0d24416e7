"""VGG16 behind one contract: pixels in, one vector a garment out."""

from __future__ import annotations

import os
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from retrieval import weights as weights_
from retrieval.linear_heads import Array, Heads
from retrieval.weights import DIM, Weights

Domain = Literal["lying", "worn"]
"""How the garment was photographed: by itself, or on a person."""

Batch = npt.NDArray[np.uint8]
"""RGB pixels, shape (n, side, side, 3)."""

KERAS_SIDE = 224
"""The side of weights that were not made for clothes."""
GEM_FLOOR = 1e-4
"""GeM's lower bound of an activation (Radenovic et al. 2018), as the clothes weights were trained."""
CHUNK = 16
"""How many crops go through the network at once: a processor gains nothing from more, and memory grows."""


class Embedder(Protocol):
    """Turns crops into vectors; the index records its name, side, dim and checksum."""

    @property
    def name(self) -> str:
        """Which weights, for a person to read."""

    @property
    def side(self) -> int:
        """Height and width of a crop in pixels."""

    @property
    def dim(self) -> int:
        """Length of a vector."""

    @property
    def checksum(self) -> str:
        """sha256 of the weights."""

    def embed(self, batch: Batch) -> Array:
        """Pooled vectors, not centred: uint8 (n, side, side, 3) -> float32 (n, pooled)."""

    def type_probabilities(self, pooled: Array) -> Array | None:
        """Probabilities of the fourteen types, float32 (n, 14); None where the weights have no type head."""

    def centre(self, pooled: Array, domain: Domain) -> Array:
        """Less the domain's mean, its words beside it, of unit length: float32 (n, dim), ready for cosine."""


def make(setting: str) -> Embedder:
    """The embedder that `setting` names (see `weights.load`); loads TensorFlow. Raises `WeightsError`."""
    return Vgg16(weights_.load(setting))


class Vgg16:
    """Keras' VGG16, called by one traced `tf.function` of fixed signature."""

    def __init__(self, weights: Weights) -> None:
        self.name = f"vgg16-{weights.name}"
        self.side = weights.clothes.side if weights.clothes else KERAS_SIDE
        self.dim = DIM + (weights.clothes.heads.words if weights.clothes else 0)
        self.checksum = weights.checksum
        self._clothes = weights.clothes
        self._pooled = _traced(weights, self.side)

    def embed(self, batch: Batch) -> Array:
        """Pooled vectors, not centred: uint8 (n, side, side, 3) -> float32 (n, 512)."""
        chunks = [self._pooled(batch[start : start + CHUNK]).numpy() for start in range(0, len(batch), CHUNK)]
        return np.concatenate([np.empty((0, DIM), dtype=np.float32), *chunks])

    def type_probabilities(self, pooled: Array) -> Array | None:
        """As the type head has them, float32 (n, 14); None where the weights have no heads."""
        return None if self._clothes is None else self._clothes.heads.types.probabilities(pooled)

    def centre(self, pooled: Array, domain: Domain) -> Array:
        """As `centred` has it, where the weights know means and words: float32 (n, dim)."""
        if self._clothes is None:
            return _unit(pooled)
        mean = self._clothes.mean_lying if domain == "lying" else self._clothes.mean_worn
        return centred(pooled, mean, self._clothes.heads)


def centred(pooled: Array, mean: Array, heads: Heads | None) -> Array:
    """Less the domain's mean and of unit length, what the heads say beside it, of unit length again.

    Args:
        pooled: vectors (n, 512) as `embed` gives them.
        mean: of the domain, (512,).
        heads: of the same network; none where it has none.
    """
    vectors = _unit(pooled - mean)
    return vectors if heads is None else _unit(np.concatenate((vectors, heads.beside(pooled)), axis=1))


def _unit(vectors: Array) -> Array:
    length = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return np.asarray(vectors / length, dtype=np.float32)


def _traced(weights: Weights, side: int) -> Any:
    """uint8 (n, side, side, 3) -> float32 (n, dim), compiled once; `Model.predict` takes twice as long."""
    tf = weights_.import_tensorflow()
    _limit_threads(tf)
    network = _network(tf, weights, side)
    preprocess = tf.keras.applications.vgg16.preprocess_input
    pool = _gem if weights.clothes else _average

    def pooled(batch: Any) -> Any:
        return pool(tf, network(preprocess(tf.cast(batch, tf.float32)), training=False))

    signature = [tf.TensorSpec((None, side, side, 3), tf.uint8)]
    return tf.function(pooled, input_signature=signature).get_concrete_function()


def _network(tf: Any, weights: Weights, side: int) -> Any:
    """VGG16 up to what is pooled: clothes read block5_conv3, Keras' own average pooling reads block5_pool."""
    vgg = tf.keras.applications.VGG16(include_top=False, weights=None, input_shape=(side, side, 3))
    for layer, kernel_and_bias in weights.convolutions.items():
        vgg.get_layer(layer).set_weights(kernel_and_bias)
    read = "block5_conv3" if weights.clothes else "block5_pool"
    return tf.keras.Model(vgg.input, vgg.get_layer(read).output)


def _gem(tf: Any, features: Any) -> Any:
    """Generalised mean over positions with p = 2 (Radenovic et al. 2018)."""
    return tf.sqrt(tf.reduce_mean(tf.square(tf.maximum(features, GEM_FLOOR)), axis=(1, 2)))


def _average(tf: Any, features: Any) -> Any:
    return tf.reduce_mean(features, axis=(1, 2))


def _limit_threads(tf: Any) -> None:
    """Operations in turn, each on the cores there are, but not on all of a large host."""
    try:
        tf.config.threading.set_inter_op_parallelism_threads(1)
        tf.config.threading.set_intra_op_parallelism_threads(min(4, os.cpu_count() or 1))
    except RuntimeError:
        return  # TensorFlow already runs in this process, with the threads it has
