"""Draws `fixtures/colour_parser.onnx` (needs the extra `train`): regions, types, patterns by colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from retrieval.regions import REGIONS
from retrieval.types import PATTERNS, TYPES
from tests.retrieval.region_colours import REGION_COLOURS

SHARPNESS = 1e-3
SURE = 5.0
KIND = {"top": "knit", "outerwear": "blazer", "trousers": "trousers", "skirt": "skirt", "dress": "dress",
        "shorts": "shorts", "shoes": "shoes", "bag": "bag", "headwear": "hat"}  # fmt: skip
STRIPED = "top"
"""The region whose cloth is striped; all others are solid."""


def kinds() -> npt.NDArray[np.float32]:
    """Kernel (types, regions, 1, 1): each region speaks for one type."""
    kernel = np.zeros((len(TYPES), len(REGIONS), 1, 1), np.float32)
    for region, kind in KIND.items():
        kernel[TYPES.index(kind), REGIONS.index(region)] = SURE
    return kernel


def cloths() -> npt.NDArray[np.float32]:
    """Kernel (patterns, regions, 1, 1)."""
    kernel = np.zeros((len(PATTERNS), len(REGIONS), 1, 1), np.float32)
    for region in KIND:
        kernel[PATTERNS.index("striped" if region == STRIPED else "solid"), REGIONS.index(region)] = SURE
    return kernel


def main() -> None:
    """Logits fall with the squared distance to each colour, which is a 1 x 1 convolution."""
    colours = np.array(REGION_COLOURS, np.float32)
    weight = numpy_helper.from_array((2 * SHARPNESS * colours)[:, :, None, None], "weight")
    bias = numpy_helper.from_array(-SHARPNESS * (colours**2).sum(1), "bias")
    nodes = [
        helper.make_node("Cast", ["pixels"], ["float"], to=TensorProto.FLOAT),
        helper.make_node("Transpose", ["float"], ["planes"], perm=[0, 3, 1, 2]),
        helper.make_node("Conv", ["planes", "weight", "bias"], ["logits"]),
        helper.make_node("Softmax", ["logits"], ["fine"], axis=1),
        helper.make_node("AveragePool", ["fine"], ["probabilities"], kernel_shape=[2, 2], strides=[2, 2]),
        helper.make_node("AveragePool", ["fine"], ["coarse"], kernel_shape=[8, 8], strides=[8, 8]),
        helper.make_node("Conv", ["coarse", "kinds"], ["types"]),
        helper.make_node("Conv", ["coarse", "cloths"], ["patterns"]),
    ]
    pixels = helper.make_tensor_value_info("pixels", TensorProto.UINT8, [1, "height", "width", 3])
    shape = [1, len(colours), "half_height", "half_width"]
    probabilities = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, shape)
    shape = [1, len(TYPES), "eighth_height", "eighth_width"]
    types = helper.make_tensor_value_info("types", TensorProto.FLOAT, shape)
    shape = [1, len(PATTERNS), "eighth_height", "eighth_width"]
    patterns = helper.make_tensor_value_info("patterns", TensorProto.FLOAT, shape)
    tables = (numpy_helper.from_array(kinds(), "kinds"), numpy_helper.from_array(cloths(), "cloths"))
    told = [probabilities, types, patterns]
    graph = helper.make_graph(nodes, "colours", [pixels], told, [weight, bias, *tables])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, Path(__file__).parent / "fixtures" / "colour_parser.onnx")


if __name__ == "__main__":
    main()
