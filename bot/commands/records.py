"""Retrieval's records as the JSON that `--json` prints."""

from __future__ import annotations

from typing import Any

from retrieval.types import (
    Box,
    ColourReason,
    Garment,
    GarmentReason,
    Palette,
    PatternReason,
    Reason,
    Recommendation,
    WordReason,
    WornPiece,
)

Json = dict[str, Any]

DECIMALS = 4


def garment(garment: Garment) -> Json:
    """A garment: type, confidence, box in pixels of the upright photo, palette."""
    return {
        "type": garment.type,
        "confidence": _rounded(garment.confidence),
        "box": box(garment.box),
        "palette": palette(garment.palette),
    }


def palette(palette: Palette) -> list[Json]:
    """Swatches, largest share first."""
    return [
        {
            "hex": swatch.hex,
            "share": _rounded(swatch.share),
            "name": {"ko": swatch.name.ko, "en": swatch.name.en},
        }
        for swatch in palette
    ]


def recommendation(recommendation: Recommendation) -> Json:
    """A look of the answer with its rank, score, reasons and what it is worn with."""
    return {
        "id": recommendation.look_id,
        "rank": recommendation.rank,
        "score": _rounded(recommendation.score),
        "reasons": [reason(each) for each in recommendation.reasons],
        "worn_with": [worn_piece(each) for each in recommendation.worn_with],
    }


def worn_piece(piece: WornPiece) -> Json:
    """Another piece of a look; `colour` is null where only a tag tells of it, `tag` where no tag does."""
    return {
        "type": piece.type,
        "colour": piece.colour and {"ko": piece.colour.ko, "en": piece.colour.en},
        "tag": piece.tag or None,
    }


def reason(reason: Reason) -> Json:
    """One reason, its kind first."""
    match reason:
        case GarmentReason():
            similarity = _rounded(reason.similarity)
            return {
                "kind": "garment",
                "type": reason.type,
                "box": box(reason.box),
                "similarity": similarity,
            }
        case ColourReason():
            return {"kind": "colour", "query_hex": reason.query_hex, "look_hex": reason.look_hex}
        case PatternReason():
            return {"kind": "pattern", "pattern": reason.pattern}
        case WordReason():
            return {"kind": "word", "asked": reason.asked, "matched": reason.matched}


def box(box: Box) -> list[int]:
    """Left, top, right, bottom; the last two exclusive."""
    return [int(box.x0), int(box.y0), int(box.x1), int(box.y1)]


def _rounded(number: float) -> float:
    return round(float(number), DECIMALS)
