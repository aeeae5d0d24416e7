"""The methods of the Bot API that the playground knows, by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.playground.methods import albums, deleting, editing, fetching, polling, profile, queries, sending
from bot.playground.playground import Call

Method = Callable[[Call], Awaitable[Any]]

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "getUpdates": polling.get_updates,
    "setWebhook": polling.set_webhook,
    "deleteWebhook": polling.delete_webhook,
    "getWebhookInfo": polling.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": albums.send_media_group,
    "forwardMessage": sending.forward_message,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_reply_markup,
    "editMessageMedia": editing.edit_media,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "getFile": fetching.get_file,
    "getChat": fetching.get_chat,
    "getChatMember": fetching.get_chat_member,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
}

BY_LOWER_NAME = {name.lower(): (name, method) for name, method in METHODS.items()}
