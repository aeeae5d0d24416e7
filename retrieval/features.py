"""What storage keeps of a photo: garments as JSON bytes, no pixels."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval.kept_vector import levels_of, vector_of
from retrieval.types import Box, ColourName, Garment, Sight, Swatch, Vector

VERSION = 3
EARLIER_VECTORS = {1: "<f4", 2: "<f2"}
"""How earlier versions wrote vectors, in base64. Today's are written as `kept_vector` says, and
`garment.describe` rounds them so: nothing is lost."""

SCALES = "<f2"


def dumps(sight: Sight) -> bytes:
    """Write a sight as UTF-8 JSON; vectors as base64 of bytes and their scales."""
    record = {
        "version": VERSION,
        "digest": sight.digest,
        "width": sight.width,
        "height": sight.height,
        "garments": [_garment_record(garment) for garment in sight.garments],
        "cutout_confidence": sight.cutout_confidence,
        "fell_back": sight.fell_back,
        "wearer": sight.wearer,
        "wears": sight.wears,
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def loads(data: bytes) -> Sight:
    """Read what `dumps` wrote. Raises `ValueError` for anything else."""
    try:
        record = json.loads(data)
        if record["version"] not in (*EARLIER_VECTORS, VERSION):
            raise ValueError(f"features of version {record['version']}, not {VERSION}")
        return _sight(record)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("these bytes are no features of a photo") from error


def _garment_record(garment: Garment) -> dict[str, Any]:
    return {
        "type": garment.type,
        "confidence": garment.confidence,
        "type_probabilities": garment.type_probabilities,
        "box": asdict(garment.box),
        "embedding": _vector_record(garment.embedding),
        "palette": [asdict(swatch) for swatch in garment.palette],
        "pattern": garment.pattern,
    }


def _sight(record: dict[str, Any]) -> Sight:
    return Sight(
        digest=record["digest"],
        width=record["width"],
        height=record["height"],
        garments=tuple(_garment(each, EARLIER_VECTORS.get(record["version"])) for each in record["garments"]),
        cutout_confidence=record["cutout_confidence"],
        fell_back=record["fell_back"],
        wearer=record.get("wearer", False),  # features kept before wearers were known have none
        wears=tuple(record.get("wears", ())),  # nor what was worn on the whole
    )


def _vector_record(vector: Vector) -> dict[str, str]:
    levels, scales = levels_of(vector)
    parts = {"levels": levels.tobytes(), "scales": scales.astype(SCALES).tobytes()}
    return {name: base64.b64encode(part).decode() for name, part in parts.items()}


def _garment(record: dict[str, Any], earlier: str | None) -> Garment:
    kept = record["embedding"]
    vector = _vector(kept) if earlier is None else _bytes(kept, earlier).astype(np.float32)
    return Garment(
        type=record["type"],
        confidence=record["confidence"],
        type_probabilities=tuple(record["type_probabilities"]),
        box=Box(**record["box"]),
        embedding=vector,
        palette=tuple(_swatch(each) for each in record["palette"]),
        pattern=record["pattern"],
    )


def _vector(record: dict[str, str]) -> Vector:
    return vector_of(_bytes(record["levels"], "i1"), _bytes(record["scales"], SCALES))


def _bytes(text: str, written: str) -> npt.NDArray[Any]:
    return np.frombuffer(base64.b64decode(text, validate=True), dtype=written)


def _swatch(record: dict[str, Any]) -> Swatch:
    lightness, a, b = record["lab"]
    return Swatch(record["hex"], (lightness, a, b), record["share"], ColourName(**record["name"]))
