"""A site's profile: who permits the collecting, where looks are listed, and what on a page says what."""

from __future__ import annotations

import math
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
        except (OSError, ValueError, yaml.YAMLError) as error:  # a ValueError: no UTF-8, or no such date
            raise LookbookError(f"{path} cannot be read as YAML ({error}).") from error
        if not isinstance(raw, dict):
            raise LookbookError(f"{path} is no profile: it must be a mapping.")
        if unknown := sorted(set(map(str, raw)) - set(_KEYS)):
            raise LookbookError(f"{path}: {', '.join(unknown)} is no key of a profile ({', '.join(_KEYS)}).")
        return _profile(path, raw)


def _profile(path: Path, raw: Mapping[str, Any]) -> Profile:
    listed, read = _mapping(path, raw, "list"), _mapping(path, raw, "look")
    start = _texts(path, raw, "start")
    hosts = dict.fromkeys(map(_host, start))
    if not start or None in hosts:
        raise LookbookError(f"{path}: start names no list page's address (https://...).")
    if not listed.get("look") or not read.get("photo"):
        raise LookbookError(f"{path}: list needs a selector for look, and look one for photo.")
    if unknown := sorted(set(read) - set(READ)):
        raise LookbookError(f"{path}: look has no {', '.join(unknown)}; it may have {', '.join(READ)}.")
    if not raw.get("contact"):
        raise LookbookError(f"{path}: contact is missing, so that the site's owner can reach you.")
    return Profile(
        name=str(raw.get("name") or path.stem),
        permission=_permission(path, raw.get("permission")),
        contact=str(raw["contact"]),
        start=start,
        looks=str(listed["look"]),
        next=str(listed.get("next") or ""),
        read={what: str(selector) for what, selector in read.items()},
        fixed={what: str(value) for what, value in _mapping(path, raw, "fixed").items()},
        hosts=(*filter(None, hosts), *_texts(path, raw, "photo_hosts")),
        delay=_seconds(path, raw, "delay", 1.0),
        timeout=_seconds(path, raw, "timeout", 30.0),
    )


def _mapping(path: Path, raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key) or {}
    if not isinstance(value, dict):
        raise LookbookError(f"{path}: {key} must be a mapping.")
    return value


def _texts(path: Path, raw: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = raw.get(key) or []
    if not isinstance(value, list):
        raise LookbookError(f"{path}: {key} must be a list.")
    return tuple(map(str, value))


def _host(address: str) -> str | None:
    """Of whom an address asks; none where it is no web address."""
    try:
        parts = urlsplit(address)
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None


def _seconds(path: Path, raw: Mapping[str, Any], key: str, otherwise: float) -> float:
    try:
        seconds = float(raw.get(key, otherwise))
    except (TypeError, ValueError):
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise LookbookError(f"{path}: {key} {raw[key]!r} is no number of seconds.")
    return seconds


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
