"""How ONNX Runtime is to run every network: on two threads that rest when nothing is asked."""

from __future__ import annotations

from typing import Any


def session_options() -> Any:
    """ONNX Runtime sizes its pool by the host's cores and spins after each run unless told otherwise."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
