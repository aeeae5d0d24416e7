"""Degrees as they are typed, Celsius or Fahrenheit, and the weather they are."""

from __future__ import annotations

import re

from retrieval.occasions import weather_at

HOTTEST_CELSIUS = 50
"""Degrees of no named scale above these are Fahrenheit: 70 degrees are 21 °C."""

_CELSIUS = r"도|°\s*c|℃|c|degrees? c(?:elsius)?|degrees? centigrade|celsius"
_FAHRENHEIT = r"°\s*f|℉|f|degrees? f(?:ahrenheit)?|fahrenheit"
_UNIT = rf"{_CELSIUS}|{_FAHRENHEIT}|degrees?|°"
_DEGREES = re.compile(
    r"(?P<scale>섭씨|화씨)?\s*(?P<below>영하\s*|minus\s*|(?<!\S)-)?(?<![0-9a-z.])(?P<first>\d{1,3})(?:\.\d+)?"
    rf"(?:\s*(?:{_UNIT})?\s*(?:~|–|-|to|에서|부터)\s*(?P<last>\d{{1,3}})(?:\.\d+)?)?"
    rf"\s*(?P<unit>{_UNIT})(?![a-z])(?:\s*(?:이상|이하|and over|and under))?",
    re.IGNORECASE,
)


def name_temperatures(text: str) -> str:
    """`text` with its degrees as the weather they are: 18도 and 65F are 17~19도, and that is itself."""
    return _DEGREES.sub(lambda found: f" {weather_at(_celsius(found))} ", text)


def _celsius(found: re.Match[str]) -> int:
    """The middle of a range."""
    first = int(found["first"]) * (-1 if found["below"] else 1)
    degrees = first if found["last"] is None else (first + int(found["last"])) // 2
    unit = found["unit"].lower()
    unnamed = unit.startswith("degree") or unit == "°"
    fahrenheit = found["scale"] == "화씨" or re.fullmatch(_FAHRENHEIT, unit)
    return round((degrees - 32) / 1.8) if fahrenheit or (unnamed and degrees > HOTTEST_CELSIUS) else degrees
