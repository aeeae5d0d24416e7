"""The Bot API's rules as one table: what is asked, what exactly is answered, and where that is known from.

Sources: C, CM, W, Q, HS are files of tdlib/telegram-bot-api (Client, ClientManager, WebhookActor, Query,
HttpServer) with their lines, TD those of tdlib/td, S the Bot API's documentation, P python-telegram-bot, X
teloxide's catalogue of errors, "own" is known but found in no source. "stricter" marks what the playground
refuses although Telegram might not. docs/playground.md lists what is left out of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.playground.methods import METHODS
from tests.bot.playground import scenes_chats as chats
from tests.bot.playground import scenes_files as files
from tests.bot.playground import scenes_messages as messages
from tests.bot.playground import scenes_updates as updates
from tests.bot.playground.scenes_files import album, item, photo
from tests.bot.playground.scenes_messages import article, edit, inline, markup, text
from tests.bot.playground.stage import (
    BOT,
    OTHER_TOKEN,
    PERSON,
    Refusal,
    Scene,
    Stage,
    call,
    keyboard,
    outcome,
    picture,
)

RULES = range(1, 69)
DOCUMENT = Path(__file__).parents[3] / "docs" / "playground.md"
WRONG_ID = "wrong file_id or the file is temporarily unavailable"
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
NO_BUTTON = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
HOOK = "setWebhook"
ROWS_OF_BUTTONS = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 8] * 13}
WIDE_ROW = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}
NO_FILE = "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"


@dataclass(frozen=True)
class Row:
    rule: int
    source: str
    scene: Scene
    expected: Any


def no(reason: str) -> Refusal:
    return Refusal(400, f"Bad Request: {reason}")


def send(method: str = "sendMessage", **fields: Any) -> Scene:
    return call(method, chat_id=PERSON, **fields)


TABLE = [
    # Transport and auth
    Row(1, "Q:105", call("sendMessage", text="x"), no("chat_id is empty")),
    Row(1, "C:71", markup(keyboard("x" * 65)), no("BUTTON_DATA_INVALID")),
    Row(1, "C:71", updates.by_any_verb, ["안녕"] * 4),
    Row(2, "S", call("sendMessage", token=OTHER_TOKEN), Refusal(401, "Unauthorized")),
    Row(2, "S", call("getMe", token=f"{BOT}:" + "z" * 35), Refusal(401, "Unauthorized")),
    Row(2, "P", call("getMe", token="123:short"), Refusal(404, "Not Found")),
    Row(2, "P", call("getMe", token="0" + OTHER_TOKEN), Refusal(404, "Not Found")),
    Row(3, "C:12664", call("sendPoll"), Refusal(404, "Not Found: method not found")),
    Row(3, "C:12664", files.wrong_paths, {Refusal(404, "Not Found")}),
    Row(4, "C:12360", updates.limit_is_clamped, (1, 3, 3)),
    Row(4, "C:9357", updates.on_is_not_true, [1, 0]),
    Row(5, "tdlib/telegram-bot-api#720", files.too_large_body, Refusal(413, "Request Entity Too Large")),
    Row(6, "HS", files.too_many_files, Refusal(413, "Request Entity Too Large: too many files attached")),
    Row(6, "TD HttpReader:418", files.too_many_fields, Refusal(413, "Request Entity Too Large")),
    # getUpdates
    Row(
        7,
        "C:15703",
        updates.poll_with_webhook,
        Refusal(
            409,
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first",
        ),
    ),
    Row(8, "C:16225", updates.two_polls, (updates.TERMINATED, 1)),
    Row(8, "C:16225", updates.poll_then_quick_call, ([], [])),
    Row(
        9, "C:16225", updates.poll_and_set_webhook, Refusal(409, "Conflict: terminated by setWebhook request")
    ),
    Row(9, "C:16238", updates.second_conflict_is_late, (3, 409)),
    Row(10, "C:15708", updates.poll_waits_at_most_fifty, (50, [])),
    Row(11, "C:15714", updates.hasty_poll_waits, (3, [])),
    Row(11, "C:15714", updates.rushed_poll_gets_one, (3, 1)),
    Row(12, "C:15703", updates.offset_confirms, (["b", "c"], ["b", "c"])),
    Row(12, "S", updates.negative_offset, (["b", "c"], ["b", "c"])),
    Row(12, "S", updates.zero_confirms_nothing, (["a"], ["a"])),
    Row(13, "TD TQueue:304", updates.stale_offset, (["a"], [])),
    Row(14, "TQueue:160, S", updates.ids_after_a_week, (1, True, True)),
    Row(
        15,
        "S, C:17073",
        updates.retention,
        [["callback_query", "inline_query", "message"], ["callback_query", "message"], ["message"], []],
    ),
    Row(15, "C:17230", updates.chosen_lasts_ten_minutes, (True, False)),
    Row(
        16,
        "C:16889, Client.h:1456",
        updates.filters,
        [["message"], ["message"], ["message"], None, ["callback_query"], None],
    ),
    Row(17, "C:16971", updates.filter_at_creation, ["callback_query"]),
    Row(18, "C:16307", updates.four_megabytes, (3, 2)),
    # Webhook
    Row(
        19,
        "W:690",
        call(HOOK, url="http://example.com/a"),
        no("bad webhook: An HTTPS URL must be provided for webhook"),
    ),
    Row(
        19,
        "W:690",
        call(HOOK, url="https://example.com:444/a"),
        no("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ),
    Row(
        19,
        "stricter: reaches this machine alone",
        call(HOOK, url="https://example.com/a"),
        no("bad webhook: Failed to resolve host: Name or service not known"),
    ),
    *[
        Row(19, "C", call(HOOK, url=url), no("invalid webhook URL specified"))
        for url in ("http://[", "https://127.0.0.1:99999/a", "https://127.0.0.1:abc/a", "http://127.0.0.1/\1")
    ],
    Row(20, "C:16018", call(HOOK, url=updates.HOOK, secret_token="a" * 257), no("secret token is too long")),
    Row(
        20,
        "C:16018",
        call(HOOK, url=updates.HOOK, secret_token="a b"),
        no("secret token contains unallowed characters"),
    ),
    Row(20, "S", updates.secret_is_sent, "s-1"),
    Row(21, "W:498", updates.delivery_is_tried_again, ([1, 2, 4, 40], 5, 0)),
    Row(21, "W:498", updates.delivery_gives_up, ["old", "new"]),
    Row(21, "W:641", updates.gone_closes, (updates.HOOK, "")),
    Row(22, "W:498", updates.order_of_chats, (["1", "other"], ["1", "other", "1", "2"])),
    Row(22, "C", updates.order_of_a_chat, (["1"], ["1", "1", "2"])),
    Row(22, "C", updates.taps_have_an_order_of_their_own, ["message", "callback_query", "inline_query"]),
    Row(22, "S", updates.connections_are_clamped, (100, 40)),
    Row(23, "W:618", updates.reply_with_method, (["대답"], 1, updates.HOOK)),
    Row(24, "C:15733", updates.set_twice, Refusal(429, "Too Many Requests: retry after 1")),
    Row(
        24,
        "C:15733",
        updates.answers_of_webhooks,
        ["Webhook was set", "Webhook is already set", "Webhook was deleted", "Webhook is already deleted"],
    ),
    Row(24, "C:15733", updates.what_counts_as_setting, [400, 200, 200, 200, 429, 429, 200]),
    Row(24, "C", updates.set_again_dropping, ["Webhook was set", "Webhook is already deleted"]),
    Row(25, "C:16006", updates.drop_pending, [0, 0]),
    # Text and entities
    Row(26, "TD MessageEntity:4576", text(""), no("message text is empty")),
    Row(26, "TD MessageEntity:4576", text(" \n "), no("text must be non-empty")),
    Row(27, "TD MessageContent:4757", text("가" * 4097), no("message is too long")),
    Row(
        27,
        "TD MessageContent:4757",
        text("<b>" + "가" * 4096 + "</b>", parse_mode="HTML"),
        ("가" * 4096, [("bold", 0, 4096)]),
    ),
    Row(27, "C:11310", text("a" * 32_769), no("text is too long")),
    Row(
        28,
        "TD MessageContent:5242",
        send("sendPhoto", caption="a" * 1025, files={"photo": picture()}),
        no("message caption is too long"),
    ),
    Row(29, "TD MessageEntity", text("x", parse_mode="RTF"), no("unsupported parse_mode")),
    Row(
        29,
        "stricter: the legacy mode is left out",
        text("x", parse_mode="Markdown"),
        no("unsupported parse_mode"),
    ),
    Row(
        29,
        "TD MessageEntity",
        text("<x>a", parse_mode="HTML"),
        no('can\'t parse entities: Unsupported start tag "x" at byte offset 0'),
    ),
    Row(
        29,
        "TD MessageEntity",
        text("<b>a", parse_mode="HTML"),
        no("can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ),
    Row(
        29,
        "TD MessageEntity",
        text("가</b>", parse_mode="HTML"),
        no("can't parse entities: Unexpected end tag at byte offset 3"),
    ),
    Row(
        29,
        "TD MessageEntity",
        text("a.", parse_mode="MarkdownV2"),
        no("can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'"),
    ),
    Row(
        29,
        "TD MessageEntity",
        text("*_a_* `b` \\.", parse_mode="MarkdownV2"),
        ("a b .", [("bold", 0, 1), ("italic", 0, 1), ("code", 2, 1)]),
    ),
    Row(29, "C", text("*a* <b>", parse_mode="None"), ("*a* <b>", [])),
    Row(29, "TD, its own test", text("a\\", parse_mode="MarkdownV2"), ("a\\", [])),
    Row(29, "TD, its own test", text("\\가\\_", parse_mode="MarkdownV2"), ("\\가_", [])),
    Row(29, "TD", text("[x](javascript:alert) y", parse_mode="MarkdownV2"), ("x y", [])),
    Row(29, "TD", text('<a href="javascript:alert">x</a> y', parse_mode="HTML"), ("x y", [])),
    Row(29, "TD", text("[x](https://a.kr)", parse_mode="MarkdownV2"), ("x", [("text_link", 0, 1)])),
    Row(
        30,
        "TD",
        text("\r\r\n가\r<b>\r나\r다</b>", parse_mode="HTML"),
        ("가나다", [("bold", 1, 2)]),
    ),
    Row(
        30,
        "TD",
        text("가\r나", entities=[{"type": "bold", "offset": 2, "length": 1}]),
        ("가나", [("bold", 1, 1)]),
    ),
    Row(30, "TD MessageEntity", text("👗<b>옷</b>", parse_mode="HTML"), ("👗옷", [("bold", 2, 1)])),
    Row(
        30,
        "TD MessageEntity",
        text("👗", entities=[{"type": "bold", "offset": 1, "length": 1}]),
        no("entity begins in a middle of a UTF-16 symbol at byte offset 0"),
    ),
    Row(30, "P", text("#a " * 120), (("#a " * 120).strip(), [("hashtag", 3 * n, 2) for n in range(100)])),
    Row(31, "own", text("  <b> 옷 </b>\n", parse_mode="HTML"), ("옷", [("bold", 0, 1)])),
    # Keyboards
    Row(32, "X", markup(keyboard("가" * 22)), no("BUTTON_DATA_INVALID")),
    Row(32, "X", markup(keyboard("가" * 21)), keyboard("가" * 21)),
    Row(32, "C:9694", markup(keyboard("")), no(NO_BUTTON)),
    Row(
        33,
        "C:9589, stricter",
        markup(keyboard(url="https://example.com")),
        no("can't parse inline keyboard button: exactly one action is expected"),
    ),
    Row(
        33,
        "own",
        markup({"inline_keyboard": [[{"text": "x", "url": "http://localhost"}]]}),
        no("inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL"),
    ),
    Row(34, "X", markup(keyboard(text="")), no("inline keyboard button text must be non-empty")),
    Row(
        34,
        "C:9694",
        markup({"inline_keyboard": [{"text": "x"}]}),
        no('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    ),
    Row(35, "P, C:116", markup(ROWS_OF_BUTTONS), no("reply markup is too long")),
    Row(35, "P, stricter", markup(WIDE_ROW), no("reply markup is too long")),
    Row(35, "own", markup("[" * 200_000), no("can't parse reply keyboard markup JSON object")),
    Row(
        36,
        "TD ReplyMarkup:733",
        edit("editMessageText", text="x", reply_markup={"keyboard": [["x"]]}),
        no("inline keyboard expected"),
    ),
    # Photos and files
    Row(
        37,
        "TD FileLoaderUtils:327, P, stricter",
        photo(b"x" * 10_000_001),
        no("file of size 10000001 bytes is too big for a photo; the maximum size is 10485760 bytes"),
    ),
    Row(38, "S", photo(picture(9000, 1001)), no("PHOTO_INVALID_DIMENSIONS")),
    Row(38, "S", photo(picture(2100, 100)), no("PHOTO_INVALID_DIMENSIONS")),
    Row(38, "own", photo(b"no picture"), no("IMAGE_PROCESS_FAILED")),
    Row(38, "own", photo(picture(form="TIFF")), no("IMAGE_PROCESS_FAILED")),
    Row(39, "C:12944", photo(b""), no("file must be non-empty")),
    Row(39, "C:12944", send("sendPhoto"), no("there is no photo in the request")),
    Row(39, "C:12958", send("sendDocument"), no("there is no document in the request")),
    Row(40, "TD FileManager:3986", files.wrong_kind, no("can't use file of type Document as Photo")),
    Row(40, "TD FileManager:4015", send("sendPhoto", photo="garbage"), no(NO_FILE)),
    Row(
        41,
        "own",
        files.sizes_of_photo,
        ([(67, 90), (240, 320), (600, 800), (960, 1280)], "JPEG", (960, 1280), {}),
    ),
    Row(41, "own", files.document_keeps_bytes, ("a.txt", "text/plain", b"words")),
    Row(42, "C:15817", files.large_download, no("file is too big")),
    Row(42, "C:15817", call("getFile"), no("file_id not specified")),
    Row(42, "C:15817", call("getFile", file_id="dead"), no(WRONG_ID)),
    Row(43, "C:16683, S", files.link_expires, (False, [200, 404])),
    Row(44, "own", files.names_of_files, (True, True, no(WRONG_ID), no(WRONG_ID))),
    Row(
        45,
        "C:113, stricter: no address is ever opened",
        send("sendPhoto", photo="https://example.com/a.jpg"),
        no("failed to get HTTP URL content"),
    ),
    Row(46, "C:12667", files.equal_uploads, (0.0, 0.5, Refusal(429, "Too Many Requests: retry after 60"))),
    Row(46, "C:12667", files.equal_albums, [0.0, 0.5, 0.0]),
    # Albums
    Row(47, "TD", album(*[item()] * 11), no("too many messages to send as an album")),
    Row(47, "TD", album(), no("there are no messages to send")),
    Row(47, "S, stricter", album(item()), no("there are too few messages to send as an album")),
    Row(
        48,
        "C:11733",
        album(item(), item("b", "document")),
        no("document can't be mixed with other media types"),
    ),
    Row(
        48,
        "C:11733",
        album(item(), item("b", "animation")),
        no("can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"),
    ),
    Row(
        48,
        "stricter: no video here",
        album(item(), item("b", "video")),
        no('can\'t parse InputMedia: type "video" is unsupported'),
    ),
    Row(49, "C:13389, C:4202", files.album_is_an_array, (1, {str}, ["첫째", None, None], False)),
    Row(50, "own", files.album_of_person, ([2, 1], 1, ["둘", None])),
    Row(51, "C:11695", album(item(), item("nowhere")), no("can't parse InputMedia: media not found")),
    Row(
        52,
        "TD MessagesManager:23638",
        files.photo_into_document_album,
        no("can't change media type in the album"),
    ),
    Row(52, "S", messages.upload_into_inline, no("MEDIA_EMPTY")),
    Row(
        52,
        "stricter: clients of before 2025 show no photo in place of a text",
        edit("editMessageMedia", media=item(), files={"a": picture()}),
        no("there is no media in the message to edit"),
    ),
    # Edit, delete, answer
    Row(53, "TD", edit("editMessageText", text="안녕"), no(NOT_MODIFIED)),
    Row(
        53,
        "TD",
        edit("editMessageReplyMarkup", {"reply_markup": keyboard()}, reply_markup=keyboard()),
        no(NOT_MODIFIED),
    ),
    Row(53, "TD", messages.same_photo_again, no(NOT_MODIFIED)),
    Row(53, "S", messages.edit_removes_keyboard, ("새로", False, True)),
    Row(
        54,
        "TD MessagesManager:23386",
        send("editMessageText", message_id=99, text="x"),
        no("message to edit not found"),
    ),
    Row(54, "TD", send("editMessageText", text="x"), no("message identifier is not specified")),
    Row(54, "C", call("editMessageText", text="x"), no("message identifier is not specified")),
    Row(54, "C", call("editMessageText", text="x", message_id=1), no("chat_id is empty")),
    Row(54, "C", messages.edit_by_two_names, ["새로", "MESSAGE_ID_INVALID"]),
    Row(54, "TD", messages.edit_of_persons_message, no("message can't be edited")),
    Row(
        54,
        "TD",
        edit("editMessageText", {"reply_markup": {"keyboard": [["x"]]}}, text="x"),
        no("message can't be edited"),
    ),
    Row(54, "TD", messages.text_edit_of_photo, no("there is no text in the message to edit")),
    Row(54, "TD", edit("editMessageCaption", caption="x"), no("there is no caption in the message to edit")),
    Row(54, "TD", messages.old_edit_is_allowed, "x"),
    Row(55, "TD:8504", messages.delete_twice, no("message to delete not found")),
    Row(55, "TD:8504", send("deleteMessage"), no("message identifier is not specified")),
    Row(55, "TD:8504", messages.delete_old, no("message can't be deleted for everyone")),
    Row(55, "TD:8504", messages.delete_in_group, [no("message can't be deleted"), True]),
    Row(55, "TD:8504", messages.delete_of_person, True),
    Row(55, "S", messages.delete_many, []),
    Row(
        55,
        "S",
        send("deleteMessages", message_ids=list(range(101))),
        no("too many message identifiers specified"),
    ),
    Row(56, "P#2254", messages.answer_late, no(TOO_OLD)),
    Row(56, "P#2254", messages.answer_in_time, True),
    Row(56, "TD", messages.answer_twice, no(TOO_OLD)),
    Row(56, "TD", messages.answer_of_other_bot, no(TOO_OLD)),
    Row(56, "TD", call("answerCallbackQuery", callback_query_id="unknown"), no(TOO_OLD)),
    Row(56, "TD", messages.answers_crossed, [no(TOO_OLD), no(TOO_OLD)]),
    Row(56, "S", messages.answer_long, no("MESSAGE_TOO_LONG")),
    Row(
        57,
        "C:10271",
        inline([article(str(n)) for n in range(51)]),
        no("too many inline query results specified"),
    ),
    Row(57, "own", inline([article(), article()]), no("RESULT_ID_DUPLICATE")),
    Row(57, "C", inline([article() | {"reply_markup": "x"}]), no("object expected as reply markup")),
    Row(57, "S", inline([article("x" * 65)]), no("RESULT_ID_INVALID")),
    Row(57, "S", inline([article()], next_offset="x" * 65), no("NEXT_OFFSET_INVALID")),
    Row(57, "S", messages.long_query, 400),
    Row(
        57, "C:14254", messages.inline_cache, [[False, True, True], [True, True, True], [False, False, True]]
    ),
    Row(57, "S", messages.inline_message, (True, True, False, True)),
    Row(58, "TD", messages.reply_to_missing, [no("message to be replied not found"), "x"]),
    Row(59, "C:13446", send("sendChatAction", action="dancing"), no("wrong parameter action in request")),
    Row(59, "S", send("sendChatAction", action="upload_photo"), True),
    # Profile, chats, limits
    Row(60, "one emulator", chats.commands(*[f"c{n}" for n in range(101)]), no("BOT_COMMANDS_TOO_MUCH")),
    Row(60, "TD BotCommand:185", chats.broken_list_changes_nothing, (no("BOT_COMMAND_INVALID"), ["start"])),
    Row(60, "TD BotCommand:185", chats.commands("/start"), ["start"]),
    Row(60, "TD BotCommand:185", chats.commands("a" * 33), no("command length must not exceed 32")),
    Row(
        60,
        "TD BotCommand:185",
        chats.commands("a", description="x" * 257),
        no("command description length must not exceed 256"),
    ),
    Row(
        60,
        "TD BotCommand:185",
        chats.commands("a", description=""),
        no("command description must be non-empty"),
    ),
    Row(
        60,
        "TD",
        chats.commands("a", scope={"type": "chat_administrators", "chat_id": PERSON}),
        no("can't use specified scope in private chats"),
    ),
    Row(60, "TD", chats.commands("a", scope={"type": "chat", "chat_id": 12345}), no("chat not found")),
    Row(60, "S", chats.menu_falls_back, [["one"], ["two"], ["three"], ["three"]]),
    Row(
        61,
        "S, own words",
        chats.profile("description", "MyDescription", 512),
        ([no("description is too long"), True], 512),
    ),
    Row(
        61,
        "S, own words",
        chats.profile("short_description", "MyShortDescription", 120),
        ([no("short description is too long"), True], 120),
    ),
    Row(61, "S, own words", chats.profile("name", "MyName", 64), ([no("name is too long"), True], 64)),
    Row(
        62, "Q:105", chats.flood, (Refusal(429, "Too Many Requests: retry after 5"), {"retry_after": 5}, "5")
    ),
    Row(62, "own", chats.flood_of_albums, Refusal(429, "Too Many Requests: retry after 5")),
    Row(62, "own", chats.flood_of_forwards, Refusal(429, "Too Many Requests: retry after 5")),
    Row(62, "own", chats.flood_is_over_when_it_says, (5, "x", [1, 3])),
    Row(62, "S", chats.flood_of_group, (Refusal(429, "Too Many Requests: retry after 41"), "x")),
    Row(62, "S", chats.flood_everywhere, [200, 200, 429, 429]),
    Row(63, "C:8136", chats.blocked, Refusal(403, "Forbidden: bot was blocked by the user")),
    Row(63, "C:8136", chats.deactivated, Refusal(403, "Forbidden: user is deactivated")),
    Row(
        63, "TD:27957", chats.stranger, Refusal(403, "Forbidden: bot can't initiate conversation with a user")
    ),
    Row(
        63,
        "C:8136",
        chats.thrown_out("kicked", supergroup=True),
        Refusal(403, "Forbidden: bot was kicked from the supergroup chat"),
    ),
    Row(
        63,
        "C:8136",
        chats.thrown_out("left", supergroup=False),
        Refusal(403, "Forbidden: bot is not a member of the group chat"),
    ),
    Row(63, "C:8136", call("sendMessage", chat_id=12345, text="x"), no("chat not found")),
    Row(63, "C:6580", call("sendMessage", chat_id=f"@person{PERSON}", text="x"), no("chat not found")),
    Row(63, "C:8136", call("sendMessage", text="x"), no("chat_id is empty")),
    Row(63, "TD", send("getChatMember", user_id=12345), no("user not found")),
    Row(64, "C:8155", chats.upgraded, (no("group chat was upgraded to a supergroup chat"), True, True)),
    Row(65, "own", chats.privacy, ["(added)", "/help@bot", "to the bot", "/plain"]),
    Row(65, "own", chats.no_privacy, 10),
    Row(65, "own", chats.another_bot_spoke, ["/mine"]),
    Row(66, "core.telegram.org/bots", chats.deep_link, ("/start look-12_A", [400, 400, 400])),
    Row(67, "C:17118", messages.tap_on_deleted, (0, True, ["chat", "date", "message_id"])),
    Row(68, "own", messages.ids_of_messages, (True, 2, "-100", True)),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.rule}-{getattr(row.scene, '__name__', '')}")
async def test_rule(stage: Stage, row: Row) -> None:
    assert outcome(await row.scene(stage)) == row.expected


def test_every_rule_has_a_row() -> None:
    assert sorted({row.rule for row in TABLE}) == list(RULES)


def test_the_document_lists_every_method() -> None:
    text = DOCUMENT.read_text(encoding="utf-8").split("## Methods")[1].split("\n## ")[0]
    named = set(re.findall(r"\b(?:get|set|delete|send|edit|answer|forward)[A-Z]\w+", text))
    spelled = {
        f"{verb}{what}"
        for verb in ("set", "get")
        for what in ("MyDescription", "MyShortDescription", "MyName")
    }
    assert named | spelled | {"setMyCommands", "getMyCommands"} == set(METHODS)
