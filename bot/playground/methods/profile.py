"""Who the bot is: getMe, its commands, and the texts on its profile."""

from __future__ import annotations

import re
from typing import Any

from bot.playground.errors import bad_request
from bot.playground.playground import Call
from bot.playground.records import Json
from bot.playground.views import user_of_bot

MAX_COMMANDS = 100
MAX_COMMAND = 32
MAX_COMMAND_DESCRIPTION = 256
TEXT_LIMITS = {"description": 512, "short_description": 120, "name": 64}
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", *CHAT_SCOPES)


async def get_me(call: Call) -> Json:
    """getMe"""
    return {
        **user_of_bot(call.bot),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


async def set_my_commands(call: Call) -> bool:
    """setMyCommands: all of them, or none where one is refused."""
    commands = call.arguments.json("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    _refuse_too_many(commands)
    checked = [_command(command) for command in commands]
    call.bot.commands[_slot(call)] = checked
    return _changed(call)


async def get_my_commands(call: Call) -> list[Json]:
    """getMyCommands: exactly those of this scope and language."""
    return call.bot.commands.get(_slot(call), [])


async def delete_my_commands(call: Call) -> bool:
    """deleteMyCommands"""
    call.bot.commands.pop(_slot(call), None)
    return _changed(call)


async def set_my_description(call: Call) -> bool:
    """setMyDescription"""
    return _set_text(call, "description")


async def get_my_description(call: Call) -> Json:
    """getMyDescription"""
    return _get_text(call, "description")


async def set_my_short_description(call: Call) -> bool:
    """setMyShortDescription"""
    return _set_text(call, "short_description")


async def get_my_short_description(call: Call) -> Json:
    """getMyShortDescription"""
    return _get_text(call, "short_description")


async def set_my_name(call: Call) -> bool:
    """setMyName"""
    return _set_text(call, "name")


async def get_my_name(call: Call) -> Json:
    """getMyName"""
    found = _get_text(call, "name")
    return {"name": found["name"] or call.bot.name}


def _set_text(call: Call, what: str) -> bool:
    text = call.arguments.text(what).strip()
    _refuse_long(what, text)
    place = f"{what}|{_language(call)}"
    if text:
        call.bot.texts[place] = text
    else:
        call.bot.texts.pop(place, None)
    return _changed(call)


def _get_text(call: Call, what: str) -> Json:
    """The text in this language, else the one for everybody."""
    texts = call.bot.texts
    return {what: texts.get(f"{what}|{_language(call)}") or texts.get(f"{what}|", "")}


def _changed(call: Call) -> bool:
    call.world.bots.put(call.bot)
    call.playground.events.publish("bot", bot_id=call.bot.id)
    return True


def _slot(call: Call) -> str:
    """Scope and language as one key: `scope|language`, with the ids of chat and person where they count."""
    scope: Any = call.arguments.json("scope", "bot command scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in SCOPES:
        raise bad_request("can't parse bot command scope: unsupported type specified")
    if kind not in CHAT_SCOPES:
        return f"{kind}|{_language(call)}"
    chat_id = scope.get("chat_id")
    _refuse_unknown_chat(call, chat_id)
    _refuse_private_scope(call, kind, chat_id)
    return f"{kind}/{chat_id}/{scope.get('user_id', '')}|{_language(call)}"


def _language(call: Call) -> str:
    code = call.arguments.text("language_code").lower()
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).strip().removeprefix("/")
    description = str(command.get("description", "")).strip()
    _refuse_long_command(name)
    _refuse_invalid_command(name)
    _refuse_description(description)
    return {"command": name, "description": description}


def _refuse_too_many(commands: list[Any]) -> None:
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")


def _refuse_long_command(name: str) -> None:
    if len(name) > MAX_COMMAND:
        raise bad_request(f"command length must not exceed {MAX_COMMAND}")


def _refuse_invalid_command(name: str) -> None:
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise bad_request("BOT_COMMAND_INVALID")


def _refuse_description(description: str) -> None:
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > MAX_COMMAND_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {MAX_COMMAND_DESCRIPTION}")


def _refuse_unknown_chat(call: Call, chat_id: Any) -> None:
    if call.world.people.get(chat_id) is None and call.world.chats.get(chat_id) is None:
        raise bad_request("chat not found")


def _refuse_private_scope(call: Call, kind: str, chat_id: Any) -> None:
    if kind != "chat" and call.world.people.get(chat_id) is not None:
        raise bad_request("can't use specified scope in private chats")


def _refuse_long(what: str, text: str) -> None:
    if len(text) > TEXT_LIMITS[what]:
        raise bad_request(f"{what.replace('_', ' ')} is too long")
