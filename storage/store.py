"""What must survive a restart, behind one door."""

from __future__ import annotations

from collections.abc import AsyncIterator

from storage.agreements import Agreements
from storage.answers import Answers
from storage.choices import ChoicesAndDialogues
from storage.counts import Counts
from storage.database import Database
from storage.history import History
from storage.inbox import Inbox
from storage.links import Links
from storage.notices import heard
from storage.patience import impatient, patient
from storage.posts import Posts
from storage.privacy import Privacy
from storage.processes import Processes
from storage.rates import Rates
from storage.saved import SavedLooks
from storage.sent_files import SentFiles
from storage.shown import ShownAlbums
from storage.voices import Voices
from storage.votes import Votes
from storage.wardrobe import Wardrobe
from storage.work import Work


@patient
class Store(
    ChoicesAndDialogues,
    Inbox,
    Processes,
    Work,
    Rates,
    Answers,
    ShownAlbums,
    SavedLooks,
    Links,
    Wardrobe,
    Votes,
    Posts,
    Voices,
    SentFiles,
    Privacy,
    Agreements,
    Counts,
    History,
):
    """Everything kept, one async method for each thing; every method raises `storage.errors` alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    async def open(cls, url: str) -> Store:
        """Opens the database at an SQLAlchemy URL (`sqlite+aiosqlite:///PATH`) and brings it up to date."""
        return cls(await Database.open(url))

    @property
    def comes_back(self) -> bool:
        """Whether the database is a server's, which may be gone for a moment."""
        return self._database.is_server

    def heard(self, channel: str) -> AsyncIterator[str]:
        """What other processes say, without end. PostgreSQL alone."""
        return heard(self._database.url, channel)

    @impatient
    async def close(self) -> None:
        """Closes every connection."""
        await self._database.close()
