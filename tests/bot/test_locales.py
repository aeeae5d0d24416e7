"""Both languages say everything, with the same placeholders and the right particles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.calls.profile import COMMANDS
from bot.conversation.place import QUESTIONS
from bot.conversation.spoken import Aside
from bot.language import LANGUAGES, LOCALES, Language, josa, language_of, voices

CODE = tuple(LOCALES.parent.rglob("*.py"))


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.found.add(node.id.name)


def messages(language: Language) -> dict[str, set[str]]:
    """Every key with its placeholders."""
    resource = FluentParser().parse((LOCALES / f"{language}.ftl").read_text("utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    return dict(_keys(resource))


def _keys(resource: ast.Resource) -> Iterator[tuple[str, set[str]]]:
    for entry in resource.body:
        if isinstance(entry, ast.Message):
            variables = _Variables()
            variables.visit(entry)
            yield entry.id.name, variables.found


def test_both_languages_hold_the_same_keys_and_placeholders() -> None:
    korean, english = messages("ko"), messages("en")
    assert korean.keys() == english.keys()
    differing = {key for key in korean if korean[key] != english[key]}
    assert not differing


def test_no_key_stands_twice() -> None:
    for language in LANGUAGES:
        keys = re.findall(r"^([a-z][\w-]*) =", (LOCALES / f"{language}.ftl").read_text("utf-8"), re.MULTILINE)
        assert len(keys) == len(set(keys))


def test_every_key_that_the_code_speaks_exists() -> None:
    known = messages("ko").keys()
    spoken = re.compile(r'\b(?:say|context\.say|voice\(\)\)|Sorry)\(\s*"([a-z][\w-]*)"')
    asked = {key for path in CODE for key in spoken.findall(path.read_text("utf-8"))}
    assert len(asked) > 40
    assert not asked - known


def test_every_question_can_be_asked_again() -> None:
    for say in voices().values():
        for step in (*QUESTIONS, "menu"):
            assert say(f"not-understood-{step}")
        for aside in {*get_args(Aside), "done"} - {"help", "language"}:
            assert say(f"aside-{aside}")


def test_every_command_of_the_menu_is_described() -> None:
    for language in LANGUAGES:
        for command in COMMANDS:
            assert 3 <= len(voices()[language](f"command-{command}")) <= 256


def test_descriptions_fit_telegram() -> None:
    for say in voices().values():
        assert len(say("bot-description")) <= 512
        assert len(say("bot-short-description")) <= 120


@pytest.mark.parametrize(
    ("word", "closed", "open_", "whole"),
    [
        ("셔츠", "을", "를", "셔츠를"),
        ("재킷", "을", "를", "재킷을"),
        ("니트", "이", "가", "니트가"),
        ("베스트", "과", "와", "베스트와"),
        ("겨울", "으로", "로", "겨울로"),
        ("가을", "이", "가", "가을이"),
        ("3", "은", "는", "3은"),
        ("2", "은", "는", "2는"),
        ("denim", "이", "가", "denim이"),
        ("데님 팬츠)", "을", "를", "데님 팬츠)를"),
        ("", "을", "를", "를"),
    ],
)
def test_particles_follow_the_last_sound(word: str, closed: str, open_: str, whole: str) -> None:
    assert josa(word, closed, open_) == whole


def test_particles_are_right_in_sentences() -> None:
    say = voices()["ko"]
    assert say("reason-garment", type="셔츠") == "셔츠가 닮았어요"
    assert say("reason-garment", type="재킷") == "재킷이 닮았어요"


def test_korean_is_polite() -> None:
    text = (LOCALES / "ko.ftl").read_text("utf-8")
    assert not re.findall(r"(?:습니다|하세요\?|해라|한다)[.!?]", text)


def test_an_unknown_key_is_a_mistake_in_the_code() -> None:
    with pytest.raises(LookupError):
        voices()["ko"]("no-such-key")


@pytest.mark.parametrize(
    ("chosen", "telegram", "spoken"),
    [(None, "ko", "ko"), (None, "en-GB", "en"), (None, "de", "ko"), (None, None, "ko"), ("en", "ko", "en")],
)
def test_the_language_is_the_chosen_one_else_telegrams(
    chosen: str | None, telegram: str | None, spoken: str
) -> None:
    assert language_of(chosen, telegram, otherwise="ko") == spoken
