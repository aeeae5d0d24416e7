"""`make audit`: known faults of what is installed, by pip-audit, and the licence of what the bot needs."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, metadata

from packaging.requirements import Requirement

ROOT = "codibot"
EXTRAS = ("", "scale")
UNWANTED = re.compile(r"\b(A?GPL|GNU (Affero )?General Public)", re.IGNORECASE)
"""Beside the lesser kind, which lets itself be called from a program under another licence."""
LESSER = re.compile(r"LGPL|Lesser", re.IGNORECASE)


def main() -> int:
    """1 where a licence is unknown or unwanted, or pip-audit finds something or cannot be asked."""
    licences = {
        each.name: licence_of(each) for each in sorted(needed(ROOT), key=lambda each: each.name.lower())
    }
    for name, licence in licences.items():
        print(f"{name:32} {licence or 'unknown'}")
    amiss = [name for name, licence in licences.items() if not fits(licence)]
    if amiss:
        print(f"To be looked at: {', '.join(amiss)}", file=sys.stderr)
    return int(bool(amiss)) | int(bool(known_faults()))


def needed(root: str) -> tuple[Distribution, ...]:
    """What a package needs at run time, and what that needs, as it is installed here."""
    found: dict[str, Distribution] = {}
    waiting = [(root, EXTRAS)]
    while waiting:
        name, extras = waiting.pop()
        for requirement in _requirements(name, extras):
            if requirement.name.lower() not in found:
                try:
                    found[requirement.name.lower()] = distribution(requirement.name)
                except PackageNotFoundError:  # of another system, or an extra that is not installed
                    continue
                waiting.append((requirement.name, ("", *requirement.extras)))
    return tuple(found.values())


def licence_of(package: Distribution) -> str:
    """As the package says it: an SPDX expression, its classifiers, or the first line of a text it brings."""
    about = package.metadata
    if expression := about.get("License-Expression"):
        return expression
    classifiers = about.get_all("Classifier") or []
    named = [each.split(" :: ")[-1] for each in classifiers if each.startswith("License :: OSI")]
    texts = (package.read_text(f"licenses/{file}") or "" for file in about.get_all("License-File") or [])
    lines = (line.strip() for text in (about.get("License") or "", *texts) for line in text.split("\n"))
    telling = (line for line in lines if line and not line.startswith("Copyright"))
    return ", ".join(named) or next(telling, "")


def fits(licence: str) -> bool:
    """Whether a licence is known and may stand beside codibot's own."""
    return bool(licence) and (not UNWANTED.search(licence) or bool(LESSER.search(licence)))


def known_faults() -> int:
    """pip-audit's own exit code; it asks PyPI."""
    return subprocess.run([sys.executable, "-m", "pip_audit", "--local"], check=False).returncode


def _requirements(name: str, extras: tuple[str, ...]) -> Iterator[Requirement]:
    for line in metadata(name).get_all("Requires-Dist") or []:
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": each}) for each in extras):
            yield requirement


if __name__ == "__main__":
    sys.exit(main())
