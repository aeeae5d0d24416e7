"""Plain records cross as JSON and come back equal; anything else is refused."""

from __future__ import annotations

import numpy as np
import pytest

from bot.models import records
from bot.models.messages import Broke, Done, Lost, Refused, See
from bot.pictures.cards import CardLabels
from retrieval.errors import IndexMissing, PhotoError
from retrieval.types import Answer, Facets, Query, Sight, Understood, UnknownWord, WearQuery
from tests.bot.conversation.town import WORN_WITH, garment


@pytest.mark.parametrize(
    "record",
    [
        Done(Understood(("데님",), ("-치마",), (UnknownWord("blau", ("블루",)),)), 7),
        Done(b"\xff\xd8 a picture", 0),
        Done(Answer((), WORN_WITH, 3), 1),
        See(b"", whole=True),
        CardLabels("ko", "셔츠", ("셔츠",)),
        Lost("gone"),
        Broke("Traceback"),
        Facets("men", frozenset({"winter"})),
    ],
)
def test_a_record_comes_back_equal(record: object) -> None:
    assert records.loads(records.dumps(record)) == record


def test_arrays_come_back_with_their_kind_and_shape() -> None:
    sight = Sight("digest", 9, 9, (garment(),), 0.5, True)
    back = records.loads(records.dumps(sight))
    (one,), (other,) = sight.garments, back.garments
    assert other.embedding.dtype == one.embedding.dtype
    assert np.array_equal(other.embedding, one.embedding)
    assert (other.type, other.palette, other.box) == (one.type, one.palette, one.box)


def test_questions_come_back() -> None:
    query = Query(garments=(garment(),), keywords="데님", liked=("a",), k=3, outfit=(0.5, 0.25))
    back = records.loads(records.dumps(query))
    assert (back.keywords, back.outfit) == ("데님", (0.5, 0.25))
    asked = WearQuery((garment(),), k=2, among=frozenset({"a"}))
    assert records.loads(records.dumps(asked)).among == frozenset({"a"})


def test_errors_come_back_as_they_were() -> None:
    back = records.loads(records.dumps(Refused(PhotoError("empty", "There is nothing in it."))))
    assert isinstance(back.error, PhotoError)
    assert (back.error.reason, str(back.error)) == ("empty", "There is nothing in it.")
    assert str(records.loads(records.dumps(Refused(IndexMissing("Nothing."))).strip()).error) == "Nothing."


@pytest.mark.parametrize(
    "body",
    [
        b'{"$record": "Popen", "args": ["true"]}',
        b'{"$error": "SystemExit", "args": [], "is": {}}',
        b'{"anything": 1}',
        b'{"$record": "Lost", "of another version": 1}',
        b'{"$array": ["|O", [1], "AAAAAAAAAAA="]}',
        b"no json",
    ],
)
def test_what_is_no_record_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # of JSON's, NumPy's or ours
        records.loads(body)


def test_what_is_no_record_is_not_written() -> None:
    with pytest.raises(ValueError, match="object is no record"):
        records.dumps(object())
