"""Draws `fixtures/colour_parser.onnx` (needs the `train` extra): it knows each region by one colour."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from tests.retrieval.region_colours import REGION_COLOURS

SHARPNESS = 1e-3


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
    ]
    pixels = helper.make_tensor_value_info("pixels", TensorProto.UINT8, [1, "height", "width", 3])
    shape = [1, len(colours), "half_height", "half_width"]
    probabilities = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, shape)
    graph = helper.make_graph(nodes, "colours", [pixels], [probabilities], [weight, bias])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, Path(__file__).parent / "fixtures" / "colour_parser.onnx")


if __name__ == "__main__":
    main()
