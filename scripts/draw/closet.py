"""The closet: every garment that can be worn."""

from __future__ import annotations

from scripts.draw.closet_item import Item
from scripts.draw.closet_lower import LOWER
from scripts.draw.closet_upper import UPPER

CLOSET: tuple[Item, ...] = (*UPPER, *LOWER)
