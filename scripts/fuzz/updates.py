"""Distorted updates: real ones whose fields are changed, swapped or left out, the same for the same seed."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

ODD: tuple[Any, ...] = (
    None, True, 0, -1, 2**31, 2**53, -(2**63), 3.5, "", " ", "0", "\u202e덧\u0000", "가" * 5000, "😀" * 700,
    "/" * 50, "/start" + "x" * 64, "<b>&", [], {}, [[]], [None], ["x"], {"id": 1}, "한 벌\n" * 300,
)  # fmt: skip
"""What may stand where something else should."""
TEXTS = (
    "/start", "/filters", "/saved", "/save 3", "/unsave 9", "/wardrobe", "/wear", "/share", "/help",
    "/save 99999999999999999999", "/start x", "여자 겨울 청바지", "빼고", "-치마 -", "3", "다음", "🙂",
    "a" * 4096, "/vote 2", "/post", "/mylooks",
    "\u200b", "/forget", "/language", "/quiet", "/nosuch", "@codibot", "1.", "출근, 데이트", "0번 저장",
)  # fmt: skip
TAPS = (
    "panel:gender:men", "panel:{w}", "near:{a}:{w}", "save:{a}:{n}", "drop:{a}:{n}", "saved:all:{n}",
    "look:{a}:{n}", "list:{a}:{n}", "take:{a}:{n}", "into:{a}:{n}:new", "heart:{a}:{n}", "share:answer:{a}",
    "vote:{a}:{n}:{n}", "own:{a}:{n}", "wardrobe:{n}", "mine:{n}:{n}", "wish:{n}:{n}:1", "shed:{n}:{n}",
    "wear:{n}", "news:{a}", "link:{w}:{n}", "lens:{a}:{w}", "lens:{a}:words", "album:{a}", "next:{a}",
    "without:{a}:both", "mode:{a}:match", "more:{a}:{n}", "less:{a}:{n}:{n}", "match:{a}:{n}",
    "piece:{a}:{n}",
    "types:{a}:{n}:all", "type:{a}:{n}:coat", "whole:{a}", "language:ko", "forget:no", "admin:index", "{w}",
)  # fmt: skip


class Distorted:
    """Updates of some people to one bot, numbered on and on."""

    def __init__(self, people: list[int], photos: list[str], seed: int, first: int) -> None:
        self._people, self._photos = people, photos
        self._chance = random.Random(seed)
        self._number = first

    def __iter__(self) -> Iterator[tuple[int, Json]]:
        """A person, and an update of theirs, changed up to four times; one in five is left as it is."""
        while True:
            person = self._chance.choice(self._people)
            update = copy.deepcopy(self._real(person))
            for _ in range(self._chance.choice((0, 1, 1, 2, 4))):
                self._change(update)
            yield person, update

    def _real(self, person: int) -> Json:
        self._number += 1
        kinds = (
            self._text,
            self._text,
            self._photo,
            self._tap,
            self._tap,
            self._edited,
            self._inline,
            self._thing,
        )
        return {"update_id": self._number, **self._chance.choice(kinds)(person)}

    def _message(self, person: int, **content: Any) -> Json:
        chat = {"id": person, "type": "private", "first_name": "민지"}
        sender = {"id": person, "is_bot": False, "first_name": "민지", "language_code": "ko"}
        return {"message_id": self._number, "date": 1_760_000_000, "chat": chat, "from": sender, **content}

    def _text(self, person: int) -> Json:
        text = self._chance.choice(TEXTS)
        command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0]) if text.split() else 0}
        entities = {"entities": [command]} if text.startswith("/") else {}
        return {"message": self._message(person, text=text, **entities)}

    def _photo(self, person: int) -> Json:
        size = {
            "file_id": self._chance.choice(self._photos),
            "file_unique_id": "u",
            "width": 900,
            "height": 900,
        }
        group = {"media_group_id": "7"} if self._chance.random() < 0.2 else {}
        caption = {"caption": self._chance.choice(TEXTS)} if self._chance.random() < 0.5 else {}
        return {"message": self._message(person, photo=[size], **group, **caption)}

    def _tap(self, person: int) -> Json:
        words = {"a": f"{person:x}.{self._chance.choice((1, 2, self._number)):x}", "n": self._odd_number()}
        data = self._chance.choice(TAPS).format(**words, w=self._chance.choice(("x", "", "가", "men", "-1")))
        message = self._message(person, text="단추")
        query = {"id": str(self._number), "from": message["from"], "chat_instance": "1", "data": data}
        return {"callback_query": {**query, "message": message}}

    def _edited(self, person: int) -> Json:
        return {
            "edited_message": self._message(person, text=self._chance.choice(TEXTS), edit_date=1_760_000_001)
        }

    def _inline(self, person: int) -> Json:
        sender = {"id": person, "is_bot": False, "first_name": "민지"}
        query = {
            "id": str(self._number),
            "from": sender,
            "offset": self._chance.choice(("", "10", "x", "-3")),
        }
        return {"inline_query": {**query, "query": self._chance.choice(TEXTS)}}

    def _thing(self, person: int) -> Json:
        file = {"file_id": "none", "file_unique_id": "u"}
        things: tuple[Json, ...] = (
            {"location": {"latitude": 37.5, "longitude": 127.0}},
            {"dice": {"emoji": "🎲", "value": 3}},
            {"contact": {"phone_number": "1", "first_name": "x"}},
            {"document": {**file, "mime_type": "image/jpeg", "file_size": 9**9}},
            {"document": {**file, "file_name": "a.pdf"}},
            {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                         "is_animated": False, "is_video": False}},
            {"new_chat_title": "x"},
        )  # fmt: skip
        return {"message": self._message(person, **self._chance.choice(things))}

    def _odd_number(self) -> str:
        return str(self._chance.choice((0, 1, 2, 3, 10, 11, -1, 99999999999, 2**64)))

    def _change(self, update: Json) -> None:
        """One field somewhere, but never the update's number: Telegram makes no error there."""
        places = [place for place in _places(update) if place[1] != "update_id"]
        if not places:
            return
        holder, key = self._chance.choice(places)
        match self._chance.randrange(4):
            case 0 if isinstance(holder, dict):
                del holder[key]
            case 1:
                holder[key] = copy.deepcopy(self._chance.choice(ODD))
            case 2 if isinstance(holder[key], str):
                text = holder[key]
                place = self._chance.randrange(len(text) + 1)
                holder[key] = text[:place] + self._chance.choice(TEXTS)[:40] + text[place:]
            case _ if isinstance(holder[key], int) and key not in ("id", "message_id"):
                holder[key] += self._chance.choice((-1, 1, 1000, -(2**31), 2**31))


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every holder and key below a value."""
    if isinstance(value, dict):
        keys: list[Any] = list(value)
    elif isinstance(value, list):
        keys = list(range(len(value)))
    else:
        return []
    below = [place for key in keys for place in _places(value[key])]
    return [(value, key) for key in keys] + below
