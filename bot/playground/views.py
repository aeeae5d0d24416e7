"""People, bots and chats as the Bot API shows them."""

from __future__ import annotations

from bot.playground.records import Bot, Chat, Json, Person

Place = Person | Chat
"""A private chat is its person."""

RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
    "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip
GRANTED = ("can_manage_chat", "can_delete_messages")


def user_of(person: Person) -> Json:
    """A person as a Bot API User."""
    return {
        "id": person.id,
        "is_bot": False,
        "first_name": person.first_name,
        "language_code": person.language_code,
        **({"username": person.username} if person.username else {}),
    }


def user_of_bot(bot: Bot) -> Json:
    """A bot as a Bot API User."""
    return {
        "id": bot.id,
        "is_bot": True,
        "first_name": bot.texts.get("name|", bot.name),
        "username": bot.username,
    }


def chat_of(place: Person | Chat) -> Json:
    """A person's private chat, or a group, as a Bot API Chat."""
    if isinstance(place, Person):
        user = user_of(place)
        return {
            "id": place.id,
            "type": "private",
            **{k: user[k] for k in ("first_name", "username") if k in user},
        }
    return {"id": place.id, "type": place.type, "title": place.title}


def member_of(status: str, user: Json) -> Json:
    """A ChatMember: administrators here may read everything and delete messages, no more."""
    if status == "administrator":
        return {"status": status, "user": user, **{right: right in GRANTED for right in RIGHTS}}
    if status == "kicked":
        return {"status": status, "user": user, "until_date": 0}
    return {"status": status, "user": user}
