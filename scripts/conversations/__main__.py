"""`make conversations`: plays all written conversations in both languages, writes docs/conversations.md."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.language import LANGUAGES, Language, voices
from scripts.conversations.playing import NAMES, Player, Scene
from scripts.conversations.written import Act, Conversation, names, read
from scripts.demo.person import Message, NoAnswer, buttons_of, text_of
from scripts.demo.town import Town, TownError

PAGE = Path("docs/conversations.md")
HEAD = """# Conversations

What codibot answers, word for word, as it was played over the Bot API of the playground. Written by
`make conversations` from `tests/e2e/conversations/`; `make test` plays each by polling in Korean, by webhook
in English. Albums stand in one line with the captions of their first two pictures.
"""
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
CAPTIONS = 2
PASSING = {
    say(f"progress-{stage}") for say in voices().values() for stage in ("fetching", "looking", "choosing")
}
"""What is said while one waits, and gone by the time it is read."""


def main() -> int:
    """Plays all of them, or those named, and writes the page."""
    wanted = sys.argv[1:] or names()
    try:
        with tempfile.TemporaryDirectory() as folder, Town(Path(folder)) as town:
            parts = [_section(town.url, read(name, language)) for language in LANGUAGES for name in wanted]
    except (TownError, NoAnswer) as error:
        print(error, file=sys.stderr)
        return 1
    PAGE.write_text("\n".join([HEAD, *parts]), "utf-8")
    print(f"{len(wanted)} conversations in {len(LANGUAGES)} languages: {PAGE}")
    return 0


def transcript(conversation: Conversation, scenes: Sequence[Scene]) -> str:
    """A conversation as a reader's page has it, in Markdown."""
    lines = [f"## {conversation.title}", ""]
    for scene in scenes:
        lines += _scene(scene, conversation.language)
    return "\n".join(lines)


def _section(url: str, conversation: Conversation) -> str:
    print(f"{conversation.name} ({conversation.language})", flush=True)
    return transcript(conversation, Player(url).play(conversation))


def _scene(scene: Scene, language: Language) -> Iterator[str]:
    yield f"**{scene.act.who or NAMES[language]}** {_done(scene.act, language)}"
    yield ""
    album = [message for message in scene.answers if "photo" in message and "media_group_id" in message]
    if album:
        yield f"> 📷 *{ACTS[language]['album'].format(len(album))}*"
        yield from (f"> *{_quoted(text_of(picture))}*" for picture in album[:CAPTIONS])
        yield ""
    for message in scene.answers:
        if message not in album and text_of(message) not in PASSING:
            yield from _said(message)


def _done(act: Act, language: Language) -> str:
    words = ACTS[language]
    times = f" ({words['times'].format(act.times)})" if act.times > 1 else ""
    if act.what == "say":
        return act.words
    if act.what == "tap":
        return f"`{act.words}`{times}"
    told = words[act.what].format(", ".join(act.arguments))
    return f"*{told}* {act.words}".strip()


def _said(message: Message) -> Iterator[str]:
    mark = "📷 " if "photo" in message else "📄 " if "document" in message else ""
    yield f"> {mark}{_quoted(text_of(message))}"
    if keys := buttons_of(message):
        yield ">"
        yield "> " + " ".join(f"`{key['text']}`" for key in keys)
    yield ""


def _quoted(text: str) -> str:
    """Several lines inside one quotation; nothing in them is Markdown."""
    plain = text.translate({ord(sign): f"\\{sign}" for sign in "*_`<#"})
    return plain.replace("\n", "  \n> ")


if __name__ == "__main__":
    sys.exit(main())
