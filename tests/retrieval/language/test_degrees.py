"""Degrees Celsius and Fahrenheit become the weather they are."""

import pytest

from retrieval.language.degrees import name_temperatures
from retrieval.occasions import chips


@pytest.mark.parametrize(
    ("typed", "weather"),
    [
        ("18도", "17~19도"), ("18.5도", "17~19도"), ("기온18도", "기온 17~19도"), ("-5도", "4도 이하"),
        ("영하 5도", "4도 이하"),
        ("minus 5 degrees", "4도 이하"), ("20~25도", "20~22도"), ("10도에서 15도", "12~16도"),
        ("18c", "17~19도"),
        ("100도", "28도 이상"), ("100 degrees", "28도 이상"), ("30 degrees", "28도 이상"),
        ("70F", "20~22도"), ("70°F", "20~22도"), ("70 degrees F", "20~22도"),
        ("70 degrees", "20~22도"), ("화씨 70도", "20~22도"),
        ("65F to 70F", "17~19도"), ("23 to 27 degrees", "23~27도"), ("4 degrees and under", "4도 이하"),
        ("3번", "3번"), ("MA-1", "MA-1"), ("1000도", "1000도"), ("3 coats", "3 coats"),
    ],
)  # fmt: skip
def test_degrees_are_weather(typed, weather):
    assert " ".join(name_temperatures(typed).split()) == weather


@pytest.mark.parametrize("name", [name for name in chips("weather") if "도" in name])
def test_a_weather_is_itself(name):
    assert name_temperatures(name).strip() == name
