"""Weights are read from every place they may lie in, and refused with a sentence where they do not fit."""

from __future__ import annotations

import h5py
import numpy as np
import pytest

from retrieval import weights
from retrieval.errors import WeightsError
from retrieval.regions import DONORS
from retrieval.types import TYPES
from retrieval.weights import SHAPES


@pytest.fixture(scope="module")
def arrays():
    """VGG16's convolutions, every one filled with its own number."""
    kernels = {
        f"{layer}/kernel": np.full(shape, n, np.float32) for n, (layer, shape) in enumerate(SHAPES.items())
    }
    biases = {
        f"{layer}/bias": np.full(shape[-1:], n, np.float32) for n, (layer, shape) in enumerate(SHAPES.items())
    }
    return kernels | biases


def write_npz(path, arrays):
    np.savez(path, **arrays)
    return str(path)


def write_h5(path, arrays, name_of):
    with h5py.File(path, "w") as file:
        for place, layer in enumerate(SHAPES):
            for kind in ("kernel", "bias"):
                file[name_of(place, layer, kind)] = arrays[f"{layer}/{kind}"]
    return str(path)


def numbers(loaded):
    return [float(kernel.ravel()[0]) for kernel, _ in loaded.convolutions.values()]


def refusal(setting):
    with pytest.raises(WeightsError) as caught:
        weights.load(str(setting))
    return str(caught.value)


def test_the_builtin_weights_are_whole_and_made_for_clothes():
    loaded = weights.load("builtin")
    assert list(loaded.convolutions) == list(SHAPES)
    assert all(kernel.dtype == np.float32 for kernel, _ in loaded.convolutions.values())
    assert loaded.clothes is not None
    assert [head.kernel.shape for head in loaded.clothes.heads] == [(512, 14), (512, 17), (512, 66)]


def test_int8_kernels_are_multiplied_by_their_channel_s_scale():
    kernel, _ = weights.load("builtin").convolutions["block3_conv1"]
    with np.load(weights.BUILTIN) as file:
        stored, scale = file["block3_conv1/kernel"], file["block3_conv1/kernel:scale"]
    assert stored.dtype == np.int8
    assert kernel[1, 2, 7, 5] == pytest.approx(float(stored[1, 2, 7, 5]) * float(scale[5]))


def test_what_was_learned_since_is_added_and_the_rest_replaced(arrays):
    layer = "block5_conv3"
    since = {
        f"{layer}/change": np.full(SHAPES[layer], -2, np.int8),
        f"{layer}/change:scale": np.linspace(0, 1, 512, dtype=np.float32),
        f"{layer}/bias": np.full(512, 7, np.float32),
        "side": np.array(112),
    }
    rounded = {
        f"{layer}/kernel": np.full(SHAPES[layer], 6, np.int8),
        f"{layer}/kernel:scale": np.full(512, 2),
    }
    after = weights.learned(arrays | rounded, since)
    assert set(after) == {*arrays, "side"}
    assert after[f"{layer}/kernel"][1, 1, 3, [0, 511]].tolist() == [12, 10]
    assert after[f"{layer}/bias"][0] == 7
    assert after["block5_conv2/kernel"] is arrays["block5_conv2/kernel"]


def test_a_change_of_another_shape_is_refused(arrays):
    with pytest.raises(WeightsError, match="block4_conv1/change"):
        weights.learned(arrays, {"block4_conv1/change": np.zeros(3, np.int8)})


@pytest.fixture(scope="module")
def made_for_clothes(arrays):
    """With a type head and the means of two domains, and without heads of words, as weights once were."""
    return arrays | {
        "types": np.array(TYPES),
        "head_type/kernel": np.zeros((512, 14)),
        "head_type/bias": np.zeros(14),
        "mean_lying": np.zeros(512),
        "mean_worn": np.zeros(512),
    }


def test_weights_without_heads_of_words_know_types_alone(tmp_path, made_for_clothes):
    heads = weights.load(write_npz(tmp_path / "earlier.npz", made_for_clothes)).clothes.heads
    assert (heads.words, heads.donors, heads.articles) == (14, None, None)


def test_heads_of_words_in_another_order_are_refused(tmp_path, made_for_clothes):
    donors = {"head_donor/kernel": np.zeros((512, 17)), "donors": np.array(sorted(DONORS, reverse=True))}
    assert "donors" in refusal(write_npz(tmp_path / "other.npz", made_for_clothes | donors))


def test_clothes_tell_the_side_they_were_trained_for(tmp_path, made_for_clothes):
    told = write_npz(tmp_path / "told.npz", made_for_clothes | {"side": np.array(96)})
    earlier = write_npz(tmp_path / "earlier.npz", made_for_clothes)
    assert [weights.load(file).clothes.side for file in (told, earlier)] == [96, 64]


def test_the_checksum_names_the_weights_not_the_file(tmp_path, arrays):
    first, second = write_npz(tmp_path / "first.npz", arrays), write_npz(tmp_path / "second.npz", arrays)
    changed = arrays | {"block5_conv3/bias": arrays["block5_conv3/bias"] + 1}
    assert weights.load(first).checksum == weights.load(second).checksum
    assert weights.load(first).checksum != weights.load(write_npz(tmp_path / "third.npz", changed)).checksum


@pytest.mark.parametrize(
    "name_of",
    [
        lambda place, layer, kind: f"{layer}/{layer}_{'W' if kind == 'kernel' else 'b'}_1:0",
        lambda place, layer, kind: f"model_weights/{layer}/{layer}/{kind}",
        lambda place, layer, kind: f"layers/conv2d{f'_{place}' if place else ''}/vars/{int(kind == 'bias')}",
    ],
    ids=["Keras' published file", "whole model", "Keras 3"],
)
def test_every_layout_of_keras_is_read(tmp_path, arrays, name_of):
    loaded = weights.load(write_h5(tmp_path / "vgg.weights.h5", arrays, name_of))
    assert numbers(loaded) == list(range(13))
    assert loaded.clothes is None


def test_npz_in_keras_layout_is_read(tmp_path, arrays):
    assert numbers(weights.load(write_npz(tmp_path / "own.npz", arrays))) == list(range(13))


def test_weights_that_are_not_there_say_so(tmp_path):
    assert str(tmp_path / "none.npz") in refusal(tmp_path / "none.npz")


@pytest.mark.parametrize("name", ["torn.npz", "torn.h5"])
def test_damaged_weights_say_so(tmp_path, name):
    (tmp_path / name).write_bytes(b"PK\x03\x04 torn")
    assert "damaged" in refusal(tmp_path / name)


def test_weights_of_another_shape_name_the_array(tmp_path, arrays):
    narrow = arrays | {"block2_conv1/kernel": np.zeros((3, 3, 64, 64), np.float32)}
    assert "block2_conv1/kernel" in refusal(write_npz(tmp_path / "narrow.npz", narrow))


def test_weights_that_lack_a_layer_name_it(tmp_path, arrays):
    short = {key: array for key, array in arrays.items() if not key.startswith("block5_conv3")}
    assert "block5_conv3/kernel" in refusal(write_npz(tmp_path / "short.npz", short))


def test_weights_of_other_types_are_refused(tmp_path, arrays):
    head = {"head_type/kernel": np.zeros((512, 14), np.float32), "types": np.array(["kimono"] * 14)}
    assert "types" in refusal(write_npz(tmp_path / "kimono.npz", arrays | head))


def test_a_head_that_names_no_types_is_refused(tmp_path, arrays):
    head = {"head_type/kernel": np.zeros((512, 14), np.float32)}
    assert "types" in refusal(write_npz(tmp_path / "nameless.npz", arrays | head))


def test_pickles_are_never_loaded(tmp_path, arrays):
    poisoned = arrays | {"block1_conv1/bias": np.array([object()], dtype=object)}
    assert "damaged" in refusal(write_npz(tmp_path / "poisoned.npz", poisoned))


def test_imagenet_weights_that_cannot_be_downloaded_say_what_to_do(monkeypatch):
    class Offline:
        class keras:
            class applications:
                @staticmethod
                def VGG16(include_top, weights):
                    raise Exception("URL fetch failure")

    monkeypatch.setattr(weights, "import_tensorflow", lambda: Offline)
    assert "builtin" in refusal("imagenet")
