"""Measures VGG16 computed in int8 by ONNX Runtime beside float32: neighbours and types kept, time.

    python -m scripts.measure_int8 INDEX GARMENTS [--photos 300]

INDEX is a real index, GARMENTS a folder of photos of lying garments. Calibrated on photos that are not
measured. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from PIL import Image

from retrieval import weights
from retrieval.index import folders, manifest, tables
from retrieval.weights import SHAPES, Weights

SIDE, BATCH, K = 96, 16, 10
CALIBRATING = 100
MEANS = np.array([103.939, 116.779, 123.68], dtype=np.float32)
"""Of blue, green and red: keras.applications.vgg16's own."""
FLOOR = 1e-4


class Calibration(CalibrationDataReader):
    """Batches to learn the range of every activation from."""

    def __init__(self, crops: np.ndarray) -> None:
        self._batches = iter(batches(crops))

    def get_next(self) -> dict[str, np.ndarray] | None:
        """The next one, or none."""
        batch = next(self._batches, None)
        return None if batch is None else {"pixels": batch}


def main() -> None:
    """Both networks over the same crops."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("garments", type=Path)
    parser.add_argument("--photos", type=int, default=300)
    asked = parser.parse_args()
    loaded = weights.load("builtin")
    lying = np.stack([squashed(Image.open(path)) for path in spread(asked.garments, asked.photos)])
    worn = np.stack(list(pieces(asked.index, asked.photos * 2)))
    learnt = np.concatenate([lying[:CALIBRATING], worn[:CALIBRATING]])
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder, "float32.onnx"), Path(folder, "int8.onnx")
        onnx.save(network(loaded), plain)
        options = {"per_channel": True, "activation_type": QuantType.QUInt8, "weight_type": QuantType.QInt8}
        quantize_static(
            plain,
            small,
            Calibration(learnt),
            QuantFormat.QDQ,
            op_types_to_quantize=["Conv", "MaxPool"],
            **options,
        )
        compare(plain, small, loaded, lying[CALIBRATING:], worn[CALIBRATING:])


def compare(plain: Path, small: Path, loaded: Weights, lying: np.ndarray, worn: np.ndarray) -> None:
    """Prints what is kept of float32's neighbours and types, and the time of one crop."""
    assert loaded.clothes is not None
    found, types, seconds = [], [], []
    for file in (plain, small):
        session = opened(file)
        began = time.process_time()
        pooled = [np.concatenate([run(session, each) for each in batches(crops)]) for crops in (lying, worn)]
        seconds.append((time.process_time() - began) / (len(lying) + len(worn)))
        clothes = loaded.clothes
        asked, kept = unit(pooled[0] - clothes.mean_lying), unit(pooled[1] - clothes.mean_worn)
        found.append(np.argsort(-(asked @ kept.T), axis=1)[:, :K])
        types.append(clothes.heads.types.probabilities(pooled[0]).argmax(axis=1))
    same = np.mean([len(set(a) & set(b)) / K for a, b in zip(*found, strict=True)])
    print(f"{len(lying)} questions, {len(worn)} worn garments")
    print(f"float32's ten nearest that int8 finds: {same:.4f}")
    print(f"types named alike: {np.mean(types[0] == types[1]):.4f}")
    print(f"a crop: {seconds[0] * 1000:.1f} ms in float32, {seconds[1] * 1000:.1f} ms in int8 (one thread)")


def network(loaded: Weights) -> onnx.ModelProto:
    """Pixels, float32 (n, 3, 96, 96) in BGR less the means, to GeM's vector (n, 512)."""
    nodes, arrays, last = [], [], "pixels"
    for layer in SHAPES:
        kernel, bias = loaded.convolutions[layer]
        if layer.endswith("conv1") and not layer.startswith("block1"):
            nodes.append(
                helper.make_node("MaxPool", [last], [f"{layer}_in"], kernel_shape=[2, 2], strides=[2, 2])
            )
            last = f"{layer}_in"
        arrays.append(numpy_helper.from_array(kernel.transpose(3, 2, 0, 1).copy(), f"{layer}_w"))
        arrays.append(numpy_helper.from_array(bias, f"{layer}_b"))
        nodes.append(
            helper.make_node(
                "Conv", [last, f"{layer}_w", f"{layer}_b"], [f"{layer}_c"], kernel_shape=[3, 3], pads=[1] * 4
            )
        )
        nodes.append(helper.make_node("Relu", [f"{layer}_c"], [layer]))
        last = layer
    arrays.append(numpy_helper.from_array(np.float32(FLOOR), "floor"))
    nodes += [
        helper.make_node("Max", [last, "floor"], ["floored"]),
        helper.make_node("Mul", ["floored", "floored"], ["squared"]),
        helper.make_node("ReduceMean", ["squared"], ["mean"], axes=[2, 3], keepdims=0),
        helper.make_node("Sqrt", ["mean"], ["pooled"]),
    ]
    pixels = helper.make_tensor_value_info("pixels", TensorProto.FLOAT, ["n", 3, SIDE, SIDE])
    pooled = helper.make_tensor_value_info("pooled", TensorProto.FLOAT, ["n", 512])
    graph = helper.make_graph(nodes, "vgg16", [pixels], [pooled], arrays)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def opened(file: Path) -> ort.InferenceSession:
    """On one thread, so that processor time is comparable."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def run(session: ort.InferenceSession, batch: np.ndarray) -> np.ndarray:
    """Pooled vectors of one batch."""
    return np.asarray(session.run(None, {"pixels": batch})[0])


def batches(crops: np.ndarray) -> Iterator[np.ndarray]:
    """Crops as the network reads them."""
    for start in range(0, len(crops), BATCH):
        bgr = crops[start : start + BATCH, ..., ::-1].astype(np.float32) - MEANS
        yield np.ascontiguousarray(bgr.transpose(0, 3, 1, 2))


def spread(folder: Path, count: int) -> list[Path]:
    """Some photos of a folder, evenly."""
    photos = sorted(path for path in folder.iterdir() if path.is_file())
    return [photos[at] for at in np.linspace(0, len(photos) - 1, count).astype(int)]


def pieces(index: Path, count: int) -> Iterator[np.ndarray]:
    """The boxes of worn garments, ground kept."""
    build = folders.current(index)
    roots = [Path(book.root) for book in manifest.read(build).lookbooks]
    looks, worn = tables.read_looks(build, roots), tables.read_worn(build)
    for row in np.linspace(0, len(worn.garments) - 1, count).astype(int):
        box = worn.garments[row].box
        photo = Image.open(looks[worn.look_rows[row]].look.photo)
        yield squashed(photo.crop((box.x0, box.y0, box.x1, box.y1)))


def squashed(image: Image.Image) -> np.ndarray:
    """A square of the network's side."""
    return np.asarray(image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BILINEAR))


def unit(vectors: np.ndarray) -> np.ndarray:
    """Of unit length."""
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


if __name__ == "__main__":
    main()
