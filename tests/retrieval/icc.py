"""A colour profile made on the spot, as a telephone writes one."""

from __future__ import annotations

import struct

DISPLAY_P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))
"""Where its red, green and blue lie (XYZ under D50)."""
_WHITE = (0.9642, 1.0, 0.8249)


def profile(name: str = "Display P3", primaries=DISPLAY_P3, gamma: float = 2.2) -> bytes:
    """An ICC profile of version 2: three primaries and one curve."""
    curve = b"curv" + struct.pack(">IIH", 0, 1, round(gamma * 256)) + b"\0\0"
    text = name.encode() + b"\0"
    tags = {
        b"desc": b"desc" + struct.pack(">II", 0, len(text)) + text + bytes(78),
        b"wtpt": _xyz(_WHITE),
        **dict(zip((b"rXYZ", b"gXYZ", b"bXYZ"), map(_xyz, primaries), strict=True)),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body, place = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        table += tag + struct.pack(">II", place + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    return _header(place + len(body)) + table + body


def _xyz(values) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">iii", *(round(value * 65536) for value in values))


def _header(size: int) -> bytes:
    start = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    light = struct.pack(">iii", *(round(value * 65536) for value in _WHITE))
    return start + bytes(12) + b"acsp" + bytes(28) + light + bytes(48)
