"""The trained parser as one ONNX file: pixels in, probabilities out, weights held in half precision."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from torch import Tensor, nn

from retrieval.types import TYPES
from scripts.training.augment import normalise

OPSET = 17
SMALLEST_HALVED = 64  # values: smaller tensors stay float32, where halving saves nothing


class Deployed(nn.Module):
    """uint8 pixels (1, h, w, 3), sides multiples of 32 -> the mean answer of photo and mirror image.

    Probabilities of regions (1, regions, h/2, w/2), logits of types and of patterns (1, n, h/8, w/8).
    """

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        photo = normalise(pixels.permute(0, 3, 1, 2).float() / 255)
        logits, kinds = self.network(torch.cat((photo, photo.flip(3))))
        told = _mirrored_mean(kinds)
        return _mirrored_mean(torch.softmax(logits, 1)), told[:, : len(TYPES)], told[:, len(TYPES) :]


def _mirrored_mean(answers: Tensor) -> Tensor:
    """Of a photo's answer and that of its mirror image: (2, c, h, w) -> (1, c, h, w)."""
    return (answers[:1] + answers[1:].flip(3)) / 2


def export(network: nn.Module, target: Path, metadata: dict[str, str]) -> None:
    """Writes `network` (see `Deployed`) with free height and width; `metadata` goes into the file."""
    deployed = Deployed(network).eval().to(memory_format=torch.contiguous_format)
    example = torch.zeros(1, 320, 224, 3, dtype=torch.uint8)
    torch.onnx.export(
        deployed,
        (example,),
        str(target),
        input_names=["pixels"],
        output_names=["probabilities", "types", "patterns"],
        dynamic_axes={
            "pixels": {1: "height", 2: "width"},
            "probabilities": {2: "half_height", 3: "half_width"},
            "types": {2: "eighth_height", 3: "eighth_width"},
            "patterns": {2: "eighth_height", 3: "eighth_width"},
        },
        opset_version=OPSET,
        dynamo=False,
    )
    model = halve_weights(onnx.load(target))
    helper.set_model_props(model, metadata)
    onnx.checker.check_model(model)
    onnx.save(model, target)


def halve_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Large float32 weights become float16 with a cast behind each, which ONNX Runtime folds on loading."""
    kept, casts = [], []
    for tensor in model.graph.initializer:
        if tensor.data_type != onnx.TensorProto.FLOAT or np.prod(tensor.dims) < SMALLEST_HALVED:
            kept.append(tensor)
            continue
        halved = numpy_helper.to_array(tensor).astype(np.float16)
        name = f"{tensor.name}.half"
        kept.append(numpy_helper.from_array(halved, name))
        casts.append(helper.make_node("Cast", [name], [tensor.name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(kept)
    model.graph.node.extend(nodes)
    return model
