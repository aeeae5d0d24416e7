"""A conversation as it went, for a reader: Markdown, long albums and lists by their beginnings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.language import Language, voices
from scripts.conversations.playing import NAMES, Scene
from scripts.conversations.written import Act, Conversation
from scripts.demo.person import Message, buttons_of, text_of

ACTS: dict[Language, dict[str, str]] = {
    "ko": {
        "photo": "사진: {0}", "document": "파일: {0}", "reply": "앨범의 {0}번째 사진에 답장:",
        "block": "봇을 차단", "unblock": "차단을 풀기", "follow": "받은 링크를 열기",
        "album": "사진 {0}장", "times": "{0}번 잇달아",
    },
    "en": {
        "photo": "photo: {0}", "document": "file: {0}", "reply": "answers picture {0} of the album:",
        "block": "blocks the bot", "unblock": "takes the block back", "follow": "opens the link",
        "album": "{0} pictures", "times": "{0} times in a row",
    },
}  # fmt: skip
FIRST = 2
"""Pictures of an album, and entries of a list, that are written down."""
NUMBERED_KEYS = re.compile(r"(`\S+ 1`)( `\S+ \d`)+( `\S+ 10`)"), r"\1 …\3"
PASSING = {
    say(f"progress-{stage}") for say in voices().values() for stage in ("fetching", "looking", "choosing")
}
"""What is said while one waits, and gone by the time it is read."""


def transcript(conversation: Conversation, scenes: Sequence[Scene]) -> str:
    """A conversation as a reader's page has it, in Markdown."""
    lines = [f"## {conversation.title}", ""]
    former: dict[int, Message] = {}
    for scene in scenes:
        lines += _scene(scene, conversation.language, former)
        former |= {message["message_id"]: message for message in scene.answers}
    return "\n".join(lines)


def _scene(scene: Scene, language: Language, former: Mapping[int, Message]) -> Iterator[str]:
    yield f"**{scene.act.who or NAMES[language]}** {_done(scene.act, language)}"
    yield ""
    album = [message for message in scene.answers if "photo" in message and "media_group_id" in message]
    if album:
        yield f"> 📷 *{ACTS[language]['album'].format(len(album))}*"
        yield from (f"> *{_quoted(text_of(picture))}*" for picture in album[:FIRST])
        yield ""
    for message in scene.answers:
        if message not in album and text_of(message) not in PASSING:
            yield from _said(message, former.get(message["message_id"], {}))


def _done(act: Act, language: Language) -> str:
    words = ACTS[language]
    times = f" ({words['times'].format(act.times)})" if act.times > 1 else ""
    if act.what == "say":
        return act.words
    if act.what == "tap":
        return f"`{act.words}`{times}"
    told = words[act.what].format(", ".join(act.arguments))
    return f"*{told}* {act.words}".strip()


def _said(message: Message, former: Message) -> Iterator[str]:
    """A message, or of one that changed what is new: a list, or the buttons alone."""
    mark = "📷 " if "photo" in message else "📄 " if "document" in message else ""
    keys = [key["text"] for key in buttons_of(message)]
    if text_of(message) != text_of(former):
        yield f"> {mark}{_quoted(_shortened(text_of(message)))}"
    else:
        keys = [key for key in keys if key not in {old["text"] for old in buttons_of(former)}]
    if keys and text_of(message) != text_of(former):
        yield ">"
    if keys:
        yield "> " + re.sub(*NUMBERED_KEYS, " ".join(f"`{key}`" for key in keys))
    if keys or text_of(message) != text_of(former):
        yield ""


def _shortened(text: str) -> str:
    """A numbered list by its first entries; what follows it stays."""
    entries = list(re.finditer(r"^\d+\. ", text, re.MULTILINE))
    if len(entries) <= FIRST:
        return text
    end = text.find("\n\n", entries[-1].start())
    return text[: entries[FIRST].start()] + "…" + (text[end:] if end >= 0 else "")


def _quoted(text: str) -> str:
    """Several lines inside one quotation; nothing in them is Markdown."""
    plain = text.translate({ord(sign): f"\\{sign}" for sign in "*_`<#"})
    return plain.replace("\n", "  \n> ")
