"""A site's profile: who permits the collecting, where looks are listed, and what on a page says what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from retrieval.errors import LookbookError

READ = ("photo", "title", "tags", "gender", "seasons", "style", "credit")
"""What selectors may be given for; a photo needs one."""
_KEYS = ("name", "permission", "contact", "start", "list", "look", "fixed", "photo_hosts", "delay", "timeout")
_PERMISSION = ("from", "date", "for")


@dataclass(frozen=True, slots=True)
class Profile:
    """One site. Selectors are CSS as Scrapy writes it (`a.look::attr(href)`, `h1::text`)."""

    name: str
    permission: str  # from whom, when, for what: kept beside what was collected
    contact: str  # told to the site with every request
    start: tuple[str, ...]
    looks: str  # on a list page: links to the looks' pages
    next: str  # on a list page: the link to the next one; empty where there is one page
    read: Mapping[str, str]
    fixed: Mapping[str, str]
    hosts: tuple[str, ...]
    delay: float  # seconds between requests at first; the site's own speed sets it from there
    timeout: float

    @classmethod
    def of(cls, path: Path) -> Profile:
        """Reads a profile. Raises LookbookError, also where no permission of the site's owner is stated."""
        try:
            raw = yaml.safe_load(path.expanduser().read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            raise LookbookError(f"{path} cannot be read as YAML ({error}).") from error
        if not isinstance(raw, dict):
            raise LookbookError(f"{path} is no profile: it must be a mapping.")
        if unknown := sorted(set(map(str, raw)) - set(_KEYS)):
            raise LookbookError(f"{path}: {', '.join(unknown)} is no key of a profile ({', '.join(_KEYS)}).")
        return _profile(path, raw)


def _profile(path: Path, raw: Mapping[str, Any]) -> Profile:
    listed, read = _mapping(path, raw, "list"), _mapping(path, raw, "look")
    start = tuple(str(address) for address in raw.get("start") or ())
    if not start or not all(urlsplit(address).scheme in ("http", "https") for address in start):
        raise LookbookError(f"{path}: start names no list page's address (https://...).")
    if not listed.get("look") or not read.get("photo"):
        raise LookbookError(f"{path}: list needs a selector for look, and look one for photo.")
    if unknown := sorted(set(read) - set(READ)):
        raise LookbookError(f"{path}: look has no {', '.join(unknown)}; it may have {', '.join(READ)}.")
    if not raw.get("contact"):
        raise LookbookError(f"{path}: contact is missing, so that the site's owner can reach you.")
    hosts = dict.fromkeys(urlsplit(address).hostname or "" for address in start)
    return Profile(
        name=str(raw.get("name") or path.stem),
        permission=_permission(path, raw.get("permission")),
        contact=str(raw["contact"]),
        start=start,
        looks=str(listed["look"]),
        next=str(listed.get("next") or ""),
        read={what: str(selector) for what, selector in read.items()},
        fixed={what: str(value) for what, value in _mapping(path, raw, "fixed").items()},
        hosts=(*hosts, *map(str, raw.get("photo_hosts") or ())),
        delay=float(raw.get("delay", 1.0)),
        timeout=float(raw.get("timeout", 30.0)),
    )


def _mapping(path: Path, raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key) or {}
    if not isinstance(value, dict):
        raise LookbookError(f"{path}: {key} must be a mapping.")
    return value


def _permission(path: Path, stated: Any) -> str:
    """The permission in one line. Raises LookbookError where it does not say from whom, when and for what."""
    if not isinstance(stated, dict) or not all(str(stated.get(key) or "").strip() for key in _PERMISSION):
        raise LookbookError(
            f"{path} does not state the owner's permission. Ask for it, then write: "
            "permission: {from: who gave it, date: YYYY-MM-DD, for: what was permitted}."
        )
    on = stated["date"]
    if not isinstance(on, date):
        raise LookbookError(f"{path}: permission.date {on!r} is no date such as 2026-01-31.")
    return f"{stated['from']}, {on.isoformat()}: {stated['for']}"
