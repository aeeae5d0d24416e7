"""The bot's voice: every sentence comes from a Fluent file, in Korean or English, particles right."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, cast, get_args

from fluent.runtime import FluentBundle, FluentResource

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
LONGEST = 1000
"""Characters of one value; Fluent refuses more."""
LOCALES = Path(__file__).parent / "locales"

_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS = 0xAC00, 0xD7A3, 28
_FINAL_RIEUL = 8
# As they are read aloud: 일, 삼, 육, 칠, 팔, 영 end in a consonant; 일, 칠, 팔 and l in ㄹ.
_CLOSED, _RIEUL = set("013678lmn"), set("178l")


class Voice:
    """One language's sentences. An unknown key is a mistake in the code, so it raises KeyError."""

    def __init__(self, language: Language, source: str) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False, functions={"JOSA": cast(Any, josa)})
        self._bundle.add_resource(FluentResource(source))

    def __call__(self, key: str, **values: str | int) -> str:
        pattern = self._bundle.get_message(key).value
        short = {name: value[:LONGEST] if isinstance(value, str) else value for name, value in values.items()}
        text, errors = self._bundle.format_pattern(cast(Any, pattern), short)
        if errors:
            raise errors[0]
        return str(text)


def voices(folder: Path = LOCALES) -> Mapping[Language, Voice]:
    """All languages' voices, read once at start."""
    return {
        language: Voice(language, (folder / f"{language}.ftl").read_text("utf-8")) for language in LANGUAGES
    }


def language_of(chosen: str | None, telegram: str | None, otherwise: Language) -> Language:
    """What to speak: what was chosen in the chat, else Telegram's language where it is ours (`en-GB` is)."""
    wished = chosen or (telegram or "").lower().split("-")[0]
    return wished if wished in LANGUAGES else otherwise


def josa(word: str, closed: str, open_: str) -> str:
    """The word with the particle that fits its last sound: `josa("셔츠", "을", "를")` is 셔츠를.

    For 으로 and 로 a final ㄹ counts as open. Letters and digits go by how they are read aloud.
    """
    last = next(
        (sign for sign in reversed(unicodedata.normalize("NFC", str(word)).lower()) if sign.isalnum()), ""
    )
    return f"{word}{closed if _is_closed(last, rieul_is_open=closed == '으로') else open_}"


def _is_closed(sign: str, rieul_is_open: bool) -> bool:
    if sign and _FIRST_SYLLABLE <= ord(sign) <= _LAST_SYLLABLE:
        final = (ord(sign) - _FIRST_SYLLABLE) % _FINALS
        return final != 0 and not (rieul_is_open and final == _FINAL_RIEUL)
    return sign in _CLOSED and not (rieul_is_open and sign in _RIEUL)
