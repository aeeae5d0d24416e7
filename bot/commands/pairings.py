"""`codibot pairings`: which clothes in which colours go with one, over a whole lookbook."""

from __future__ import annotations

import json

from rich.console import Console
from rich.table import Table

from bot.commands.errors import CommandError
from bot.commands.records import DECIMALS
from bot.settings import Settings
from retrieval import pairings
from retrieval.colours.names import basic_named
from retrieval.pairings import Pairings
from retrieval.reasons import OFTEN_MISREAD
from retrieval.types import TYPES, ColourName, Facets


def run(settings: Settings, type_: str, colour: str | None, facets: Facets, k: int, as_json: bool) -> int:
    """Prints the commonest pairings. Raises CommandError for a type or a colour that is none."""
    if type_ not in TYPES:
        raise CommandError(f"{type_} is no type of garment; choose one of {', '.join(TYPES)}.")
    if type_ in OFTEN_MISREAD:
        raise CommandError(f"{type_} is misread on photos too often to be counted; ask for another type.")
    found = pairings.of_index(settings.index_dir, type_, _basic(colour), facets)
    if as_json:
        print(json.dumps(_as_json(found, k), ensure_ascii=False, indent=2))
    else:
        _tell(found, k)
    return 0


def _basic(colour: str | None) -> ColourName | None:
    basic = basic_named(colour) if colour else None
    if colour and basic is None:
        raise CommandError(f"{colour} is no colour that codibot names; try 네이비, navy, 검정 or beige.")
    return basic


def _as_json(found: Pairings, k: int) -> dict[str, object]:
    return {
        "looks": found.looks,
        "wearing": found.wearing,
        "pairings": [
            {
                "type": each.type,
                "colour": {"ko": each.colour.ko, "en": each.colour.en},
                "looks": each.looks,
                "share": round(each.share, DECIMALS),
                "lift": round(each.lift, DECIMALS),
            }
            for each in found.found[:k]
        ],
    }


def _tell(found: Pairings, k: int) -> None:
    console = Console()
    console.print(f"{found.wearing:,} of {found.looks:,} looks wear it.")
    table = Table("worn with", "looks", "share", "lift", box=None, header_style="dim")
    for each in found.found[:k]:
        name = f"{each.colour.ko} {each.type}"
        table.add_row(name, f"{each.looks:,}", f"{each.share:.0%}", f"{each.lift:.2f}")
    console.print(table)
