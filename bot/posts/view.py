"""A post in the making as its poster sees it: the panel's texts and buttons step by step, and its caption."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast, get_args

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.language import Voice
from bot.posts import own_lookbook
from bot.rendering.keyboards import Row, chosen, markup, rows_of
from bot.rendering.naming import seasons_name, style_name, tag_name, tags_name
from bot.rendering.texts import look_caption, shorten
from bot.taps import button
from retrieval.types import SEASONS, STYLES, Look, LookGender, Season
from storage.types import Post

Step = Literal["details", "tags", "name", "preview"]
STEPS: tuple[Step, ...] = get_args(Step)
GENDERS: tuple[LookGender, ...] = get_args(LookGender)


def panel(say: Voice, post: Post, step: Step, first_name: str) -> tuple[str, InlineKeyboardMarkup]:
    """The panel's text and buttons at a step before the preview."""
    match step:
        case "tags":
            tags = tags_name(say.language, post.tags) or "-"
            return say("post-ask-tags", tags=tags), _tags(say, post)
        case "name":
            return say("post-ask-name"), _names(say, post, first_name)
        case _:
            return say("post-ask-details"), _details(say, post)


def look_of(post: Post) -> Look:
    """The look that a post would be."""
    return Look(
        id=post.id,
        photo=Path(),
        gender=cast(LookGender, post.gender),
        seasons=cast(frozenset[Season], post.seasons),
        style=post.style,
        title=own_lookbook.title(post),
        tags=post.tags,
        credit=post.credit,
    )


def details(say: Voice, post: Post) -> str:
    """`여자 · 가을 · 캐주얼`."""
    gender = say(f"post-gender-{post.gender}")
    named = [gender, seasons_name(say, post.seasons), style_name(say, post.style) if post.style else ""]
    return " · ".join(filter(None, named))


def preview(say: Voice, post: Post, has_heads: bool) -> str:
    """Under the picture: how the look will stand in albums, then what consent means, in plain words."""
    heads = say("post-no-heads") if post.is_blurred and not has_heads else ""
    consent = "\n".join(filter(None, [heads, say("post-consent")]))
    look = f"{look_caption(say, look_of(post))}\n{details(say, post)}"
    room = MessageLimit.CAPTION_LENGTH - len(consent) - 2
    return f"{shorten(look, room)}\n\n{consent}"


def deciding(say: Voice, post: Post) -> InlineKeyboardMarkup:
    """Under the preview."""
    blur = chosen(say("button-blur"), post.is_blurred)
    return markup(
        [button(blur, "post", post.id, "blur", int(not post.is_blurred))],
        [_to(say("button-edit-post"), post, "details"), _drop(say, post)],
        [button(say("button-send-post"), "post", post.id, "send")],
    )


def _details(say: Voice, post: Post) -> InlineKeyboardMarkup:
    genders = [
        button(chosen(say(f"post-gender-{it}"), post.gender == it), "post", post.id, "gender", it)
        for it in GENDERS
    ]
    seasons = [_toggle(say(f"season-{it}"), it in post.seasons, post, "season", it) for it in SEASONS]
    styles = [
        button(chosen(style_name(say, it), post.style == it), "post", post.id, "style", it) for it in STYLES
    ]
    return markup(
        genders, seasons, *rows_of(styles, 3), [_drop(say, post), _to(say("button-next"), post, "tags")]
    )


def _tags(say: Voice, post: Post) -> InlineKeyboardMarkup:
    chips = [
        _toggle(tag_name(say.language, it), it in post.tags, post, "tag", place)
        for place, it in enumerate(post.offered)
    ]
    onwards = [_to(say("button-next"), post, "name")] if post.tags else []
    return markup(*rows_of(chips, 2), [_to(say("button-back"), post, "details"), *onwards])


def _names(say: Voice, post: Post, first_name: str) -> InlineKeyboardMarkup:
    return markup(
        [button(shorten(first_name, 24), "post", post.id, "name", "first")],
        [button(say("button-no-name"), "post", post.id, "name", "none")],
        [_to(say("button-back"), post, "tags")],
    )


def _toggle(label: str, is_on: bool, post: Post, what: str, value: str | int) -> InlineKeyboardButton:
    """It says what shall be: `+summer` puts it on, `-summer` off."""
    return button(chosen(label, is_on), "post", post.id, what, f"{'-' if is_on else '+'}{value}")


def _to(label: str, post: Post, step: Step) -> InlineKeyboardButton:
    return button(label, "post", post.id, "step", step)


def _drop(say: Voice, post: Post) -> InlineKeyboardButton:
    return button(say("button-drop-post"), "post", post.id, "drop")


def row_of_reviews(say: Voice, post: Post) -> list[Row]:
    """What an admin can do with a waiting post."""
    return [
        [button(say("button-approve"), "review", post.id, "yes")],
        [
            button(say("button-edit-tags"), "review", post.id, "tags"),
            button(say("button-reject"), "review", post.id, "no"),
        ],
    ]
