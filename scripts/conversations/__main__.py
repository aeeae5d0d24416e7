"""`make conversations`: plays all written conversations in both languages, writes docs/conversations.*.md."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bot.language import LANGUAGES, Language
from scripts.conversations.playing import OWNER, Player
from scripts.conversations.transcript import transcript
from scripts.conversations.written import Conversation, names, read
from scripts.demo.person import NoAnswer
from scripts.demo.town import Town, TownError

PAGE = "docs/conversations.{language}.md"
HEADS: dict[Language, str] = {
    "ko": """# 대화

코디봇이 한 말을 그대로 옮긴 것이에요. `tests/e2e/conversations/`에 적힌 대화를 `make conversations`가
놀이터의 Bot API로 나누고 적어요. 앨범과 목록은 둘째까지만 옮겼어요.
English: [conversations.en.md](conversations.en.md)
""",
    "en": """# Conversations

What codibot says, word for word: `make conversations` plays what is written in `tests/e2e/conversations/`
over the playground's Bot API and writes it down. Of albums and lists the first two stand here.
한국어: [conversations.ko.md](conversations.ko.md)
""",
}


def main() -> int:
    """Plays all of them, or those named, and writes the page."""
    wanted = sys.argv[1:] or names()
    try:
        with tempfile.TemporaryDirectory() as folder, Town(Path(folder), owner=OWNER) as town:
            for language in LANGUAGES:
                parts = [_section(town, read(name, language)) for name in wanted]
                page = Path(PAGE.format(language=language))
                page.write_text("\n".join([HEADS[language], *parts]), "utf-8")
                print(page)
    except (TownError, NoAnswer) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _section(town: Town, conversation: Conversation) -> str:
    print(f"{conversation.name} ({conversation.language})", flush=True)
    return transcript(conversation, Player(town.url, known={OWNER: town.owner_id}).play(conversation))


if __name__ == "__main__":
    sys.exit(main())
