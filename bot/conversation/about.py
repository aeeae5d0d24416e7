"""/about: what codibot stands on, how fresh it is, and how often it is right."""

from __future__ import annotations

from importlib.metadata import version

from telegram import Update

from bot.context import Context
from retrieval.measured import measured

OF_TEN = 10


async def about(update: Update, context: Context) -> None:
    """Looks, their last change, model, version, and the hit rate that was measured."""
    manifest, hits = context.catalogue.manifest, measured()
    await context.say(
        "about",
        count=len(context.catalogue.looks),
        date=manifest.built_at[:10],
        model=manifest.embedder.name,
        version=version("codibot"),
        hits=f"{OF_TEN * hits.ours:.1f}",
        chance=f"{OF_TEN * hits.random:.1f}",
        queries=hits.queries,
    )
