"""Every error that `storage` raises.

StorageError
├── StorageUnavailable    the database cannot be opened or written where it lies
├── StorageFull           the disk is full; what was kept before still is
├── StorageBusy           another process holds the database for too long
├── StorageDamaged        the file is no database, or a torn one
├── StorageTooNew         a newer codibot wrote it
├── MoveError             a move was not made (in `storage.moving`)
├── TooManySaved          a person's saved looks would exceed their limit
├── TooManyPosts          a person's own looks would exceed their limit
└── TooManyKept           a person's wardrobe would exceed its limit
"""

from __future__ import annotations


class StorageError(Exception):
    """Something that `storage` expects to go wrong; its text is a sentence that says what to do."""


class StorageUnavailable(StorageError):
    """The database cannot be opened or written where it lies."""


class StorageFull(StorageError):
    """The disk is full; what was kept before still is."""


class StorageBusy(StorageError):
    """Another process holds the database for too long."""


class StorageDamaged(StorageError):
    """The file is no database, or a torn one."""


class StorageTooNew(StorageError):
    """The database was written by a newer codibot."""


class TooManySaved(StorageError):
    """A person's saved looks would exceed `limit`; none of those asked for was saved."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    def __str__(self) -> str:
        return f"No more than {self.limit} looks can be saved; take one out first."


class TooManyKept(StorageError):
    """A wardrobe would exceed `limit`; the piece was not kept."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    def __str__(self) -> str:
        return f"No more than {self.limit} pieces can be kept; take one out first."


class TooManyPosts(StorageError):
    """A person's own looks would exceed `limit`; the one sent stays a draft."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit

    def __str__(self) -> str:
        return f"No more than {self.limit} looks can be posted; take one back first."
