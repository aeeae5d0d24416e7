"""The shape of an update, as far as codibot reads one: what comes by webhook is checked at the door.

https://core.telegram.org/bots/api#update
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Number = Annotated[int, Field(ge=-(2**63), lt=2**63)]


class _Shape(BaseModel):
    model_config = ConfigDict(strict=True)


class _User(_Shape):
    id: Number
    first_name: str
    is_bot: bool
    username: str | None = None
    language_code: str | None = None


class _Chat(_Shape):
    id: Number
    type: str


class _Entity(_Shape):
    type: str
    offset: Annotated[int, Field(ge=0)]
    length: Annotated[int, Field(ge=0)]


class _File(_Shape):
    file_id: str
    file_unique_id: str
    file_name: str | None = None
    mime_type: str | None = None
    file_size: Number | None = None


class _Size(_File):
    width: Number
    height: Number


class _Message(_Shape):
    message_id: Number
    date: Annotated[int, Field(ge=0, lt=2**40)]
    chat: _Chat
    sender: _User | None = Field(None, alias="from")
    text: str | None = None
    caption: str | None = None
    entities: list[_Entity] | None = None
    caption_entities: list[_Entity] | None = None
    photo: Annotated[list[_Size], Field(min_length=1)] | None = None
    document: _File | None = None
    animation: _File | None = None
    media_group_id: str | None = None
    reply_to_message: _Message | None = None
    via_bot: _User | None = None


class _Said(_Message):
    """A message that somebody wrote."""

    sender: _User = Field(alias="from")


class _Tap(_Shape):
    id: str
    sender: _User = Field(alias="from")
    chat_instance: str
    message: _Message  # none only below inline messages, whose buttons here lead to an address
    data: str | None = None


class _Inline(_Shape):
    id: str
    sender: _User = Field(alias="from")
    query: str
    offset: str


class _Update(_Shape):
    update_id: Number
    message: _Said | None = None
    edited_message: _Said | None = None
    callback_query: _Tap | None = None
    inline_query: _Inline | None = None


def is_update(body: Any) -> bool:
    """Whether a webhook's body, read as JSON, is an update of the kinds that codibot asks for."""
    try:
        _Update.model_validate(body)
    except ValidationError:
        return False
    return True
