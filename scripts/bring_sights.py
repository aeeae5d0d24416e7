"""Lets a lookbook bring its photos' sights along: `python -m scripts.bring_sights LOOKBOOK INDEX_DIR`."""

from __future__ import annotations

import sys
from pathlib import Path

from retrieval import cutout, embedding
from retrieval.index.cache import SightCache, digest_of
from retrieval.lookbook import schema


def main(lookbook: Path, index_dir: Path) -> int:
    """Takes the sights that an index of the lookbook made with the default cutter and embedder."""
    cache = SightCache(index_dir, embedding.make("builtin"), cutout.make("parser").name)
    looks = schema.read(lookbook).looks
    brought = cache.bring([digest_of(look.photo) for look in looks], lookbook)
    print(f"{lookbook} brings {brought} of {len(looks)} sights along.")
    return 0 if brought == len(looks) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
