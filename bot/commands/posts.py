"""`codibot index --posts`: people's own looks are taken up as they are now, all others stay as served."""

from __future__ import annotations

from bot.settings import Settings
from retrieval.index import engine
from retrieval.index.exchange import exchange


def run(settings: Settings) -> int:
    """Takes the posts up. Raises what `exchange` does."""
    held = engine.make(settings.index, settings.database_url)
    done = exchange(settings.posts_dir, settings.index_dir, held)
    print(f"The build {done.build_id} serves now; {len(done.unseen)} posts were never seen and are left out.")
    return 0
