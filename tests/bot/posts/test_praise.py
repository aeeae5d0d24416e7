"""What posters hear of their looks is a sum over all of them, and says how often, not how many people."""

from __future__ import annotations

import pytest

from bot.language import Language, voices


@pytest.mark.parametrize(
    ("language", "key", "said"),
    [
        ("ko", "praise-saves", "올린 코디가 3번 저장됐어요."),
        ("ko", "praise-thanks", "고맙다는 인사를 2번 받았어요."),
        ("ko", "praise-both", "올린 코디가 3번 저장되고, 고맙다는 인사를 2번 받았어요."),
        ("en", "praise-saves", "Looks of yours were saved 3 times."),
        ("en", "praise-thanks", "You were thanked for looks of yours 2 times."),
        ("en", "praise-both", "Looks of yours were saved 3 times and thanked for 2 times."),
    ],
)
def test_praise_counts_times(language: Language, key: str, said: str) -> None:
    assert said in voices()[language](key, saves=3, thanks=2)
