"""Figures for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from scripts.evaluate.garment_to_look import COLOUR, NDCG, TYPE, Measured


def show_garment_to_look(measured: Sequence[Measured], title: str, console: Console) -> None:
    """One line a row: macro figures with their intervals, and the mean over queries."""
    table = Table(title=title, title_justify="left")
    for column in ("row", "sees", f"macro {NDCG}", f"macro {TYPE}", f"macro {COLOUR}", f"mean {NDCG}"):
        table.add_column(column, no_wrap=True)
    for each in measured:
        figures = [*(str(each.macro[name]) for name in (NDCG, TYPE, COLOUR)), str(each.mean[NDCG])]
        table.add_row(each.row.name, each.row.sees, *figures)
    console.print(table)
