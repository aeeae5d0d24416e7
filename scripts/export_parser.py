"""Writes a trained parser's checkpoint as the ONNX file that codibot runs."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch

from retrieval.regions import REGIONS
from retrieval.types import PATTERNS, TYPES
from scripts.training.exporting import export
from scripts.training.network import Parser


def main() -> None:
    """Reads what `fit_heads` wrote, writes and names the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    asked = parser.parse_args()
    held = torch.load(asked.checkpoint, map_location="cpu", weights_only=True)
    network = Parser(len(REGIONS), len(TYPES) + len(PATTERNS))
    network.load_state_dict(held["averaged"])
    export(network, asked.target, {"regions": json.dumps(REGIONS), "step": str(held["progress"]["step"])})
    data = asked.target.read_bytes()
    print(f"{asked.target}: {len(data):,} bytes, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
