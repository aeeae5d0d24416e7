"""The recommender in the models' process follows the index that is served."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from bot.current_recommender import CurrentRecommender
from bot.pictures import keepsake
from bot.settings import load
from retrieval import cutout, embedding
from retrieval.errors import IndexMissing, IndexUnavailable
from retrieval.index.build import build
from retrieval.index.watch import Change
from retrieval.recommender import Recommender
from retrieval.types import Query, WearQuery
from tests.bot.drawn import Weightless, three_dresses


@pytest.fixture
def settings(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CODIBOT_CUTOUT", "border")
    monkeypatch.setattr(embedding, "make", lambda setting: Weightless())
    return load()


def index(settings, folder):
    build([folder], settings.index_dir, cutout.make("border"), Weightless())


def found(recommender, photo):
    garments = recommender.see(photo.read_bytes()).garments
    return {each.look_id for each in recommender.recommend(Query(garments=garments)).recommendations}


def test_nothing_indexed_is_said_at_the_start(settings):
    with pytest.raises(IndexMissing):
        CurrentRecommender(settings)


def test_a_new_index_is_taken_up_without_a_restart(settings, tmp_path):
    folder = three_dresses(tmp_path / "lookbook")
    index(settings, folder)
    recommender = CurrentRecommender(settings)
    assert found(recommender, folder / "0.png") == {"look0", "look1", "look2"}
    table = folder / "looks.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("look2", "newcomer"), encoding="utf-8")
    index(settings, folder)
    assert found(recommender, folder / "0.png") == {"look0", "look1", "newcomer"}


def test_a_new_index_that_cannot_be_used_leaves_the_old_one_in_service(settings, tmp_path):
    folder = three_dresses(tmp_path / "lookbook")
    index(settings, folder)
    recommender = CurrentRecommender(settings)
    (settings.index_dir / "current").unlink()
    (settings.index_dir / "current").write_text("gone\n")
    assert found(recommender, folder / "0.png") == {"look0", "look1", "look2"}


def test_a_new_index_that_failed_once_is_tried_again(settings, tmp_path, monkeypatch):
    folder = three_dresses(tmp_path / "lookbook")
    index(settings, folder)
    recommender = CurrentRecommender(settings)
    table = folder / "looks.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("look2", "newcomer"), encoding="utf-8")
    index(settings, folder)
    opened, tries = Recommender.open, []

    def busy_at_first(*args):
        tries.append(args)
        if len(tries) == 1:
            raise IndexUnavailable("The database cannot be asked.")
        return opened(*args)

    monkeypatch.setattr(Recommender, "open", busy_at_first)
    assert "newcomer" not in found(recommender, folder / "0.png")
    assert len(tries) == 1  # not with every question: there is a pause
    monkeypatch.setattr("retrieval.index.watch.PAUSE", 0.0)
    recommender._watch.again(Change(build=False, marks=False))  # the pause is over
    assert "newcomer" in found(recommender, folder / "0.png")
    assert len(tries) == 2


def test_a_piece_is_cut_out_small_and_worn_looks_are_found(settings, tmp_path):
    folder = three_dresses(tmp_path / "lookbook")
    index(settings, folder)
    recommender = CurrentRecommender(settings)
    photo = (folder / "0.png").read_bytes()
    sight = recommender.see(photo)
    kept = Image.open(BytesIO(recommender.keepsake([photo], sight.fell_back, 0)))
    assert (kept.format, kept.mode) == ("WEBP", "RGBA")
    assert max(kept.size) <= keepsake.SIDE
    found = recommender.wear(WearQuery(sight.garments))
    assert "look0" in {look.look_id for look in found.looks}
