"""Licences as packages tell them, and which of them fit."""

from __future__ import annotations

import pytest

from scripts import audit


def test_what_the_bot_needs_has_licences_that_fit() -> None:
    needed = audit.needed("codibot")
    assert {"python-telegram-bot", "numpy", "httpx"} <= {each.name.lower() for each in needed}
    assert [each.name for each in needed if not audit.fits(audit.licence_of(each))] == []


@pytest.mark.parametrize("licence", ["", "GPL-3.0-only", "AGPL-3.0", "GNU General Public License v2"])
def test_some_licences_do_not_fit(licence: str) -> None:
    assert not audit.fits(licence)


@pytest.mark.parametrize("licence", ["MIT", "LGPL-3.0-only", "GNU Lesser General Public License v3 (LGPLv3)"])
def test_others_do(licence: str) -> None:
    assert audit.fits(licence)
