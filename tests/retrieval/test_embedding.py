"""VGG16 keeps its contract: shapes, types, unit length, the same in any batch."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval import embedding, weights
from retrieval.types import TYPES
from retrieval.weights import SHAPES, Weights

SIDE = 96


@pytest.fixture(scope="module")
def crops():
    return np.random.default_rng(0).integers(0, 256, (embedding.CHUNK + 3, SIDE, SIDE, 3), dtype=np.uint8)


@pytest.fixture(scope="module")
def pooled(builtin, crops):
    return builtin.embed(crops)


@pytest.fixture(scope="module")
def keras_layout():
    """Weights as Keras publishes them: convolutions alone."""
    rng = np.random.default_rng(0)
    convolutions = {
        layer: (rng.normal(0, 0.03, shape).astype(np.float32), np.zeros(shape[-1], np.float32))
        for layer, shape in SHAPES.items()
    }
    return embedding.Vgg16(Weights("own", convolutions, None, "c" * 64))


def test_the_builtin_says_what_it_is(builtin):
    assert (builtin.name, builtin.side, builtin.dim) == ("vgg16-builtin", SIDE, 512 + 14 + 17 + 66)
    assert builtin.checksum == weights.load("builtin").checksum


def test_embeddings_have_the_contract_s_shape(pooled, crops):
    assert pooled.shape == (len(crops), 512)
    assert pooled.dtype == np.float32
    assert np.isfinite(pooled).all()
    assert (pooled > 0).all()


def test_a_crop_s_embedding_does_not_depend_on_its_batch(builtin, crops, pooled):
    assert builtin.embed(crops[-1:])[0] == pytest.approx(pooled[-1], rel=1e-3, abs=1e-4)


def test_the_same_crop_gives_the_same_embedding(builtin, crops):
    assert (builtin.embed(crops[:1]) == builtin.embed(crops[:1].copy())).all()


def test_no_crops_have_no_embeddings(builtin):
    assert builtin.embed(np.zeros((0, SIDE, SIDE, 3), np.uint8)).shape == (0, 512)


def test_the_network_is_keras_own_up_to_block5_conv3(builtin, crops, pooled):
    tf = weights.import_tensorflow()
    vgg = tf.keras.applications.VGG16(include_top=False, weights=None, input_shape=(SIDE, SIDE, 3))
    for layer, arrays in weights.load("builtin").convolutions.items():
        vgg.get_layer(layer).set_weights(arrays)
    ready = tf.keras.applications.vgg16.preprocess_input(crops[:1].astype(np.float32))
    features = ready
    for layer in vgg.layers[1:-1]:  # without the input and the last pooling
        features = layer(features)
    gem = np.sqrt(np.mean(np.maximum(features.numpy(), 1e-4) ** 2, axis=(1, 2)))
    assert pooled[0] == pytest.approx(gem[0], rel=1e-3, abs=1e-4)


def test_type_probabilities_are_a_distribution_over_the_fourteen(builtin, pooled):
    probabilities = builtin.type_probabilities(pooled)
    assert probabilities.shape == (len(pooled), len(TYPES))
    assert probabilities.dtype == np.float32
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(len(pooled)), abs=1e-5)
    assert (probabilities >= 0).all()


@pytest.mark.parametrize("domain", ["lying", "worn"])
def test_centred_vectors_are_less_the_domain_s_mean_with_their_words_beside(builtin, pooled, domain):
    centred = builtin.centre(pooled, domain)
    clothes = weights.load("builtin").clothes
    difference = pooled[0] - (clothes.mean_lying if domain == "lying" else clothes.mean_worn)
    picture = difference / np.linalg.norm(difference)
    beside = np.concatenate((picture, clothes.heads.beside(pooled)[0]))
    assert centred.dtype == np.float32
    assert centred.shape == (len(pooled), builtin.dim)
    assert np.linalg.norm(centred, axis=1) == pytest.approx(np.ones(len(pooled)), abs=1e-5)
    assert centred[0] == pytest.approx(beside / np.linalg.norm(beside), abs=1e-5)


def test_weights_in_keras_layout_embed_at_224_without_types(keras_layout):
    crop = np.random.default_rng(0).integers(0, 256, (1, 224, 224, 3), dtype=np.uint8)
    pooled = keras_layout.embed(crop)
    assert (keras_layout.side, pooled.shape) == (224, (1, 512))
    assert keras_layout.type_probabilities(pooled) is None
    assert np.linalg.norm(keras_layout.centre(pooled, "lying")) == pytest.approx(1, abs=1e-5)


def test_a_vector_of_nothing_has_no_direction_and_no_error(keras_layout):
    assert (keras_layout.centre(np.zeros((1, 512), np.float32), "worn") == 0).all()
