"""Files: bytes kept under their hash, names that each bot may use for them, links that expire."""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
from pathlib import Path

from bot.playground.clock import Clock
from bot.playground.errors import bad_request
from bot.playground.photos import PhotoVersion
from bot.playground.records import Bot, FileId, Json, Link, Media
from bot.playground.world import World

LINK_LIFETIME = 3600.0
MAX_DOWNLOAD = 20 * 1024 * 1024


class Files:
    """The folder of contents and the three tables that name them."""

    def __init__(self, folder: Path, world: World, clock: Clock) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._world = world
        self._clock = clock

    async def keep_photo(self, versions: list[PhotoVersion]) -> Media:
        """A photo of several sizes, smallest first."""
        kept = [
            {"digest": await self._write(v.jpeg), "size": len(v.jpeg), "width": v.width, "height": v.height}
            for v in versions
        ]
        return self._world.media.put(Media(secrets.token_hex(8), "photo", kept, None, "image/jpeg"))

    async def keep_document(self, data: bytes, file_name: str, mime_type: str) -> Media:
        """A file as it is."""
        kept = [{"digest": await self._write(data), "size": len(data)}]
        return self._world.media.put(Media(secrets.token_hex(8), "document", kept, file_name, mime_type))

    def photo_sizes(self, bot: Bot, media: Media) -> list[Json]:
        """A photo as the Bot API shows it to this bot: PhotoSizes under names made for this occasion."""
        return [
            {
                **self._names(bot, media, n),
                **{k: version[k] for k in ("width", "height")},
                "file_size": version["size"],
            }
            for n, version in enumerate(media.versions)
        ]

    def document(self, bot: Bot, media: Media) -> Json:
        """A document as the Bot API shows it to this bot."""
        described = {"file_name": media.file_name, "mime_type": media.mime_type}
        return {
            **self._names(bot, media, 0),
            "file_size": media.versions[0]["size"],
            **{name: value for name, value in described.items() if value},
        }

    def find(self, bot: Bot, file_id: str) -> FileId | None:
        """The file that this bot knows by this name; other bots' names mean nothing to it."""
        found = self._world.file_ids.get(file_id)
        return found if found is not None and found.bot_id == bot.id else None

    def media_of(self, file_id: FileId) -> Media:
        """What a name stands for."""
        media = self._world.media.get(file_id.media_id)
        if media is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return media

    def unique_id(self, media: Media, version: int) -> str:
        """A file's name for comparing: the same for every bot, and good for nothing else."""
        digest = hashlib.sha256(f"{media.id}/{version}".encode()).digest()
        return "AQAD" + digest[:8].hex()

    def link(self, bot: Bot, file_id: FileId) -> Link:
        """A fresh download link: a relative path that nobody can guess, so no file of the bot's has it."""
        media = self.media_of(file_id)
        suffix = Path(media.file_name or "").suffix if media.kind == "document" else ".jpg"
        safe = suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""
        path = f"{media.kind}s/{secrets.token_urlsafe(18)}{safe}"
        digest, now = media.versions[file_id.version]["digest"], self._clock.now()
        return self._world.keep_link(Link(path, bot.id, digest, now + LINK_LIFETIME), now)

    def linked(self, bot: Bot, path: str) -> Path | None:
        """Where a link's bytes are, while it lasts. The path is looked up, never walked."""
        link = self._world.links.get(path)
        if link is None or link.bot_id != bot.id or link.expires <= self._clock.now():
            return None
        return self.path_of(link.digest)

    def path_of(self, digest: str) -> Path:
        """Where the bytes with this hash are."""
        return self._folder / digest

    def clear(self) -> None:
        """Throw all contents away."""
        for path in self._folder.iterdir():
            path.unlink()

    def _names(self, bot: Bot, media: Media, version: int) -> Json:
        name = self._world.file_ids.put(FileId(secrets.token_urlsafe(36), bot.id, media.id, version))
        return {"file_id": name.id, "file_unique_id": self.unique_id(media, version)}

    async def _write(self, data: bytes) -> str:
        return await asyncio.to_thread(_write, self._folder, data)


def _write(folder: Path, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    if not (folder / digest).exists():
        part = folder / f".{digest}.{secrets.token_hex(4)}"
        part.write_bytes(data)
        os.replace(part, folder / digest)
    return digest
