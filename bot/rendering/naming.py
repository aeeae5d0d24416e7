"""What things are called in the language spoken: types, colours, styles, filters, tags and looks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from bot.conversation.question import EXCLUDING
from bot.language import Language, Voice
from retrieval.language.glossary import glossary, types_of_tag
from retrieval.types import SEASONS, STYLES, TYPES, UNKNOWN, Look, Swatch, WornPiece

MOST_PIECES = 4
MOST_TAGS = 4096
_HANGUL = re.compile("[가-힣]")


def type_name(say: Voice, kind: str) -> str:
    """A garment type's name; 옷 for one that nobody knows."""
    return say(f"type-{kind if kind in TYPES else UNKNOWN}")


def colour_name(say: Voice, swatch: Swatch) -> str:
    """A colour's name."""
    return swatch.name.ko if say.language == "ko" else swatch.name.en


def style_name(say: Voice, style: str | None) -> str:
    """A style's name; one that the lookbook brought is called as it stands there."""
    if style is None:
        return say("style-any")
    return say(f"style-{style}") if style in STYLES else style


def seasons_name(say: Voice, seasons: Collection[str]) -> str:
    """`봄, 여름`; none chosen is all year."""
    named = (say(f"season-{season}") for season in SEASONS if season in seasons)
    return ", ".join(named) or say("seasons-all")


def filters_name(say: Voice, gender: str | None, seasons: Collection[str], style: str | None) -> str:
    """`여자 · 봄, 여름 · 댄디`."""
    return say(
        "filters-summary",
        gender=say(f"gender-{gender or 'all'}"),
        seasons=seasons_name(say, seasons),
        style=style_name(say, style),
    )


def look_name(say: Voice, look: Look) -> str:
    """A look's title, else what is worn on it; a Korean title is put into English by its pieces."""
    if look.title and (say.language == "ko" or not _HANGUL.search(look.title)):
        return look.title
    pieces = tags_name(say.language, [tag for tag in look.tags if types_of_tag(tag)][:MOST_PIECES])
    if not pieces:
        return look.title or look.id
    if not look.style:
        return pieces
    return say("look-of-pieces", style=style_name(say, look.style), pieces=pieces)


def learn(looks: Iterable[Look]) -> None:
    """Reads the glossary and every tag once, which takes too long for the event loop."""
    for tag in {tag for look in looks for tag in look.tags}:
        types_of_tag(tag)
        tag_name("en", tag)
        names_colour(tag)


def tags_name(language: Language, tags: Iterable[str]) -> str:
    """Several tags, each once."""
    return ", ".join(dict.fromkeys(tag_name(language, tag) for tag in tags))


def pieces_name(say: Voice, pieces: Iterable[WornPiece]) -> str:
    """Several pieces of a look, each once: `차콜 슬랙스, 화이트 스니커즈`."""
    return ", ".join(dict.fromkeys(piece_name(say, piece) for piece in pieces))


def piece_name(say: Voice, piece: WornPiece) -> str:
    """A piece by the lookbook's word for it, else by its type, and its colour unless the word names one."""
    word = tag_name(say.language, piece.tag) if piece.tag else type_name(say, piece.type)
    if piece.colour is None or (piece.tag and names_colour(piece.tag)):
        return word
    colour = piece.colour.ko if say.language == "ko" else piece.colour.en
    said = colour.split()[0] in word.split()  # 데님 is a colour and a fabric
    return word if said else f"{colour} {word}"


@lru_cache(maxsize=MOST_TAGS)
def names_colour(tag: str) -> bool:
    """Whether a word of the tag is a colour's."""
    words = glossary()
    return any(words.entries[name].kind == "colour" for name in words.words_of_tag(tag))


def keywords_name(say: Voice, keywords: Iterable[str]) -> str:
    """Keywords as they were understood: `코트 · 스트릿 · 치마 제외`."""
    return " · ".join(dict.fromkeys(keyword_name(say, word) for word in keywords))


def keyword_name(say: Voice, keyword: str) -> str:
    """One keyword; of an excluded one that it is."""
    if not keyword.startswith(EXCLUDING):
        return tag_name(say.language, keyword)
    return say("keyword-excluded", words=tag_name(say.language, keyword.removeprefix(EXCLUDING)))


@lru_cache(maxsize=MOST_TAGS)
def tag_name(language: Language, tag: str) -> str:
    """A tag as it stands in the lookbook; in English the glossary's words for it, where it has some."""
    return tag if language == "ko" or tag.isascii() else _in_english(tag)


def _in_english(tag: str) -> str:
    """The entry of the whole tag; else its words one by one, where only the last is a garment (울 쇼츠: wool
    shorts, but not 카고 쇼츠); else its head."""
    words = glossary()
    *before, _ = parts = tag.split()
    one_by_one = [_english_word(words.of_tag(part)) for part in parts]
    speaks = before and all(one_by_one) and not any(words.garments(words.of_tag(part)) for part in before)
    joined = " ".join(filter(None, one_by_one)) if speaks else None
    return _english_word(words.of_tag(tag)) or joined or _english_word(words.head_of_tag(tag)) or tag


def _english_word(names: Iterable[str]) -> str | None:
    entries = glossary().entries
    return next((word for name in sorted(names) for word in entries[name].words if word.isascii()), None)
