"""`codibot index --posts`: people's own looks are taken up as they are now, all others stay as served."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.settings import Settings, load
from retrieval.errors import RetrievalError
from retrieval.index import engines
from retrieval.index.exchange import exchange


def run(settings: Settings) -> int:
    """Takes the posts up. Raises what `exchange` does."""
    held = engines.make(settings.index, settings.database_url)
    done = exchange(settings.posts_dir, settings.index_dir, held)
    print(f"The build {done.build_id} serves now; {len(done.unseen)} posts were never seen and are left out.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(run(load(data=Path(sys.argv[1]))))
    except RetrievalError as error:
        sys.exit(str(error))
