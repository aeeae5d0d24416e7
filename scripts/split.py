"""The one split of the measuring data: the report part is for reporting only, for ever."""

from __future__ import annotations

import zlib


def garment_in_report(sender: str) -> bool:
    """Whether a sender's garments belong to the report part (one sender took several photos of a thing)."""
    return zlib.crc32(f"report-342-{sender}".encode()) % 5 == 0


def look_in_report(number: str) -> bool:
    """Whether a look (its four digits, `NNNN`) belongs to the report part."""
    return zlib.crc32(f"report-look-{number}".encode()) % 10 < 3


def product_in_report(product_id: str) -> bool:
    """Whether a product belongs to the report part."""
    return zlib.crc32(f"report-product-{product_id}".encode()) % 10 == 0
