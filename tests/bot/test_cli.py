"""The command line as it is typed: usage, sentences, exit codes, JSON."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from PIL import Image
from typer.testing import CliRunner

from bot import cli
from bot.commands import recommend as recommend_
from bot.commands import records
from bot.errors import ModelsFault
from retrieval import embedding
from retrieval.types import (
    Box,
    ColourName,
    ColourReason,
    Facets,
    GarmentReason,
    Recommendation,
    WordReason,
    WornPiece,
)
from tests.bot.drawn import Weightless, dress, three_dresses

VERBS = (
    *("run", "index", "recommend", "inspect", "import", "collect", "check", "remove", "stats", "pairings"),
    *("doctor", "playground", "backup", "restore"),
)


@pytest.fixture
def codibot(monkeypatch, tmp_path):
    """Runs a command line; no model is loaded, garments are cut by the border's colours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODIBOT_CUTOUT", "border")
    monkeypatch.setenv("CODIBOT_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(embedding, "make", lambda setting: Weightless())

    def run(*words: object) -> tuple[int, str, str]:
        result = CliRunner().invoke(cli.app, [str(word) for word in words])
        if isinstance(result.exception, cli.EXPECTED):
            return 1, result.stdout, f"codibot: {result.exception}"
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout, result.stderr

    return run


@pytest.fixture
def lookbook(tmp_path):
    return three_dresses(tmp_path / "lookbook")


@pytest.fixture
def indexed(codibot, lookbook):
    assert codibot("index", lookbook)[0] == 0
    return lookbook


def test_the_verbs_are_those_of_the_design(codibot):
    code, out, _ = codibot("--help")
    assert code == 0
    assert all(f"  {verb} " in out for verb in VERBS)
    assert all(codibot(verb, "--help")[0] == 0 and "--data" in codibot(verb, "--help")[1] for verb in VERBS)


@pytest.mark.parametrize(
    "words",
    [
        ["recommend"],
        ["recommend", "x.jpg", "--gender", "boys"],
        ["recommend", "x.jpg", "--season", "rainy"],
        ["recommend", "x.jpg", "--lens", "words"],
        ["recommend", "x.jpg", "-k", "0"],
        ["index"],
        ["import", "album", "a", "b"],
        ["fly"],
    ],
)
def test_wrong_usage_is_two(codibot, words):
    assert codibot(*words)[0] == 2


def test_a_bad_setting_is_one_and_named(codibot, monkeypatch):
    monkeypatch.setenv("CODIBOT_QUEUE", "many")
    code, _, error = codibot("check", "anything")
    assert (code, error.startswith("codibot: CODIBOT_QUEUE: ")) == (1, True)


def test_the_process_itself_says_a_sentence_and_ends_with_one(tmp_path):
    command = [sys.executable, "-m", "bot.cli", "check", str(tmp_path / "nowhere")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("codibot: ")
    assert "Traceback" not in done.stderr


def test_asking_for_help_loads_no_models():
    code = "import sys, bot.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"tensorflow", "sklearn", "rembg", "telegram"} & set(done.stdout.split())


def test_indexing_tells_what_it_did_and_knows_it_the_next_time(codibot, indexed):
    code, out, _ = codibot("index", indexed)
    assert code == 0
    assert "Indexed 3 looks" in out
    assert "3 were known from before" in out


def test_indexing_tells_whom_it_skipped(codibot, lookbook):
    (lookbook / "1.png").write_bytes(b"torn")
    code, out, _ = codibot("index", lookbook)
    assert code == 0
    assert "skipped look1" in out


def test_stopping_the_indexing_says_that_it_goes_on(codibot, lookbook, monkeypatch):
    monkeypatch.setattr("bot.commands.index.build", stopped)
    code, _, error = codibot("index", lookbook)
    assert (code, "goes on" in error) == (1, True)


def stopped(*_):
    raise KeyboardInterrupt


def test_nothing_indexed_yet_says_what_to_type(codibot, tmp_path):
    code, _, error = codibot("recommend", dress(tmp_path / "mine.png", (200, 0, 0)))
    assert (code, "codibot index" in error) == (1, True)


def test_a_photo_finds_its_like_inside_the_facets(codibot, indexed, tmp_path):
    photo = dress(tmp_path / "mine.png", (250, 10, 10))
    code, out, _ = codibot("recommend", photo, "--json", "-k", 2)
    (answer,) = json.loads(out)
    assert code == 0
    assert set(answer) == {"photo", "garments", "recommendations"}
    assert answer["photo"] == str(photo)
    (garment,) = answer["garments"]
    assert set(garment) == {"type", "confidence", "box", "palette"}
    assert [each["rank"] for each in answer["recommendations"]] == [1, 2]
    assert answer["recommendations"][0]["id"] == "look0"
    _, out, _ = codibot("recommend", photo, "--json", "--gender", "men", "--season", "summer")
    assert {each["id"] for each in json.loads(out)[0]["recommendations"]} == {"look1", "look2"}
    _, out, _ = codibot("recommend", photo, "--json", "--season", "winter")
    assert json.loads(out)[0]["recommendations"] == []


def test_a_bad_photo_among_good_ones_is_told_and_ends_with_one(codibot, indexed, tmp_path):
    good = dress(tmp_path / "good.png", (250, 10, 10))
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"")
    code, out, error = codibot("recommend", good, bad, good, "--json")
    first, second, third = json.loads(out)
    assert code == 1
    assert "bad.png" in error
    assert "error" in second
    assert second["garments"] == second["recommendations"] == []
    assert first == third
    assert "error" not in first


def test_together_asks_once_about_all(codibot, indexed, tmp_path):
    photos = [dress(tmp_path / "a.png", (250, 0, 0)), dress(tmp_path / "b.png", (0, 0, 120))]
    code, out, _ = codibot("recommend", *photos, "--together", "--json")
    (answer,) = json.loads(out)
    assert code == 0
    assert answer["photo"] == [str(photo) for photo in photos]
    assert len(answer["garments"]) == 2


def test_a_person_reads_the_answer_too(codibot, indexed, tmp_path):
    code, out, _ = codibot("recommend", dress(tmp_path / "mine.png", (250, 10, 10)), "--keywords", "원피스")
    assert code == 0
    assert "look0" in out


def test_the_question_reaches_retrieval_whole(codibot, monkeypatch):
    asked = []
    monkeypatch.setattr(recommend_, "run", lambda *words: asked.append(words[2]) or 0)
    codibot(
        *("recommend", "x.jpg", "--gender", "women", "--season", "spring", "--season", "autumn"),
        *("--style", "dandy", "--keywords", "데님", "--lens", "colour", "-k", 7),
    )
    facets = Facets("women", frozenset({"spring", "autumn"}))
    (query,) = asked
    assert (query.facets, query.style, query.keywords, query.lens, query.k) == (
        facets,
        "dandy",
        "데님",
        "colour",
        7,
    )


def test_inspect_shows_what_codibot_sees(codibot, tmp_path):
    photo, out = dress(tmp_path / "mine.png", (250, 10, 10)), tmp_path / "seen"
    code, printed, _ = codibot("inspect", photo, "--out", out, "--json")
    seen = json.loads(printed)
    assert code == 0
    assert {path.name for path in out.iterdir()} == {"cutout.png", "garments.png", "palette.png"}
    assert (seen["width"], seen["height"]) == (120, 160)
    alpha = Image.open(seen["files"]["cutout"]).getchannel("A")
    assert (alpha.getpixel((60, 80)), alpha.getpixel((2, 2))) == (255, 0)


def test_inspect_says_where_it_cannot_write(codibot, tmp_path):
    (tmp_path / "file").touch()
    code, _, error = codibot(
        "inspect", dress(tmp_path / "a.png", (250, 0, 0)), "--out", tmp_path / "file" / "x"
    )
    assert (code, "cannot be written" in error) == (1, True)


def test_check_lists_what_to_mend(codibot, lookbook):
    assert codibot("check", lookbook)[0] == 0
    table = lookbook / "looks.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("men,summer", "men,rainy"), encoding="utf-8")
    code, out, error = codibot("check", lookbook)
    assert code == 1
    assert "rainy" in out
    assert "to mend" in error


def test_a_folder_becomes_a_lookbook_that_is_ready(codibot, tmp_path):
    dress(tmp_path / "photos" / "원피스" / "a.png", (250, 0, 0))
    code, out, _ = codibot("import", "folder", tmp_path / "photos", tmp_path / "made")
    assert code == 0
    assert "Added 1 looks" in out
    assert codibot("check", tmp_path / "made")[0] == 0


def test_the_models_surprise_ends_in_a_sentence_without_a_token(monkeypatch, caplog):
    token = "4200000009:" + "c" * 35

    def surprised():
        raise ModelsFault(f"Traceback (most recent call last):\n  File x\nKeyError: '{token}'\n")

    monkeypatch.setattr(cli, "app", surprised)
    with pytest.raises(SystemExit, match=r"^codibot: The models met a surprise: KeyError: '\*\*\*'$"):
        cli.main()
    assert "Traceback" in caplog.text
    assert token not in caplog.text


def test_every_kind_of_reason_has_its_json():
    box = Box(1, 2, 3, 4)
    reasons = (GarmentReason("dress", box, 0.98765), ColourReason("#a", "#b"), WordReason("청", "데님"))
    beside = (WornPiece("shoes", None, "구두"), WornPiece("hat", ColourName("검정", "black")))
    told = records.recommendation(Recommendation("x", 1, 0.5, reasons, beside))
    assert told == {
        "id": "x",
        "rank": 1,
        "score": 0.5,
        "reasons": [
            {"kind": "garment", "type": "dress", "box": [1, 2, 3, 4], "similarity": 0.9877},
            {"kind": "colour", "query_hex": "#a", "look_hex": "#b"},
            {"kind": "word", "asked": "청", "matched": "데님"},
        ],
        "worn_with": [
            {"type": "shoes", "colour": None, "tag": "구두"},
            {"type": "hat", "colour": {"ko": "검정", "en": "black"}, "tag": None},
        ],
    }
