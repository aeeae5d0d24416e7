"""The small words around keywords: what refuses, what joins, where a clause ends."""

from __future__ import annotations

import re

LAST_REFUSED = "⊖"
"""Stands in for the words that refuse what was said before them (말고, 빼고, 제외)."""
NEXT_REFUSED = frozenset(
    {"no", "not", "without", "except", "excluding", "exclude", "minus", "non", "never", "nor", "nothing",
     "avoid", "skip", "hate", "dislike", "don't", "dont", "isn't", "isnt", "aren't", "arent", "노"}
)  # fmt: skip
AND = frozenset({"and", "or", "&", "+", "n", "및", "또는", "혹은", "그리고", "하고", "이랑", "랑"})
JOINING = ("랑", "하고", "과", "와", "이나", "나")

_REFUSING = re.compile(
    r"(?:은|는)?\s*(?:"
    r"(?:말고|말구)(?:는|요)?(?!도)|(?:빼고|빼구)(?:는|요)?(?!도)|빼\s?(?:줘요?|주세요|줄래요?)|뺀"
    r"|제외(?:하고는?|한|해\s?줘요?|해\s?주세요|해)?|없이|없는|아니고|아닌|(?:이?외에는|이?외의)"
    r")"
    r"|만\s*(?:아니면|빼면)(?:\s*(?:다\s*)?(?:돼요?|됩니다|되는데|좋아요?|괜찮아요?))?"
    r"|(?:은|는|이|가)?\s*싫(?:어하는|어해요?|어요?|은데|습니다|음|다|고|은)"
    r"|(?:은|는|이|가|을|를)?\s*안\s*(?:(?:입|신)(?:는|을|고|어요?|습니다)|들어간|좋아(?:하는|해요?))"
)
_ALL_BUT = re.compile(
    r"\b(?:(?:any|every)(?:thing|where)?|all|any \w+)(?: of them| at all| else)? but\b"
    r"|\b(?:instead of|rather than|other than|apart from|aside from|can'?t stand)\b",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"[,;·|\n。、!?]+|\bbut\b", re.IGNORECASE)


def clauses(text: str) -> list[str]:
    """`text` at its commas and buts; a refusal does not reach beyond them."""
    return _BREAKS.split(_ALL_BUT.sub(" except ", text.replace("’", "'")))


def mark_refusals(text: str) -> str:
    """`text` with every 말고, 빼고, 제외 and their like as `LAST_REFUSED`, and -word as "no word"."""
    return re.sub(r"(?<!\S)-(?=\w)", "no ", _REFUSING.sub(f" {LAST_REFUSED} ", text))
