"""People's own looks: made, consented to, reviewed, shown with thanks and reports, taken back, forgotten."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from bot.context import Codibot
from bot.models.doors import ModelsFault, WorkerLost
from bot.posts import praise, publishing
from bot.posts.own_lookbook import PostsFolder
from retrieval.errors import PhotoError
from retrieval.index.catalogue import Catalogue
from retrieval.index.tables import IndexedLook
from retrieval.lookbook import removed, schema
from retrieval.types import Sight
from storage.types import Post
from tests.bot.conversation.test_admin import appoint
from tests.bot.conversation.test_restart import asked_for_a_name
from tests.bot.conversation.town import Person, Town, buttons, catalogue, garment, jpeg, text_of
from tests.bot.test_security import tap, until_answered

WORN = Sight("worn", 900, 1200, (garment(),), 0.9, False, wearer=True)


@asynccontextmanager
async def posting_town(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Codibot, Person, Person]]:
    """A bot with an owner and a poster; the index is whatever the folder of posts says."""
    place.worker.sight = WORN
    async with place.bot() as application, place.person() as owner, place.person("서준") as poster:
        appoint(application, owner)

        async def index(data: Any) -> None:
            services = application.services
            services.catalogue = place.worker.catalogue = with_posts(place, services.settings.posts_dir)

        monkeypatch.setattr(publishing, "_index", index)
        monkeypatch.setattr(publishing.known, "keep", lambda index_dir, sight: None)
        await owner.say("/help")  # nobody is written to who never wrote
        await owner.hear("키워드가 돼요")
        yield application, owner, poster


def with_posts(place: Town, folder: Any) -> Catalogue:
    base = catalogue(place.folder)
    looks = schema.read(folder).looks if (folder / "looks.csv").exists() else ()
    posted = tuple(IndexedLook(look, 0, f"digest-{look.id}") for look in looks)
    plain = tuple(IndexedLook(look, 0, f"digest-{look.id}") for look in base.looks)
    return Catalogue(base.manifest, (*posted, *plain))


async def until(person: Person, label: str) -> None:
    """A button is there under the newest message."""
    await person.wait(lambda seen: bool(seen) and any(label in b["text"] for b in buttons(seen[-1])))


async def make(poster: Person, name: str = "서준") -> None:
    """Up to the preview."""
    last = max((message["message_id"] for message in await poster.messages()), default=0)
    await poster.say("/post")
    await poster.hear("입고 찍은 사진을 한 장", after=last)
    await poster.send(jpeg())
    await poster.hear("어떤 스타일로 입는", after=last)
    await poster.tap("여름")
    await until(poster, "✓ 여름")
    await poster.tap("다음 →")
    assert "네이비 셔츠" in text_of(await poster.hear("지금 태그", after=last))
    await poster.tap("다음 →")
    await poster.hear("어떤 이름으로", after=last)
    await poster.say(name)
    await poster.hear("추천에 이렇게 보여요", after=last)


async def approved(owner: Person, poster: Person) -> None:
    await make(poster)
    await poster.tap("동의하고 올리기")
    await poster.hear("운영자가 살펴보고 나면")
    await owner.hear("새 코디가 기다리고")
    await owner.tap("올리기")
    await poster.hear("이제 추천에 나와요")


async def shown(place: Town) -> None:
    """Until the posts are served."""
    for _ in range(500):
        if place.worker.catalogue.looks[0].id.startswith("post-"):
            return
        await publishing.asyncio.sleep(0.02)
    raise AssertionError("no post is served")


async def test_without_an_admin_no_look_is_taken(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/post")
        await person.hear("아직 이 봇에서는 코디를 올릴 수 없어요")
        await person.say("/mylooks")
        await person.wait(lambda seen: sum("올릴 수 없어요" in text_of(m) for m in seen) == 2)


async def test_a_look_goes_its_whole_way(place: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async with (
        posting_town(place, monkeypatch) as (application, owner, poster),
        place.person("하은") as other,
    ):
        await approved(owner, poster)
        await shown(place)
        with (application.services.settings.posts_dir / "looks.csv").open(encoding="utf-8") as table:
            (row,) = csv.DictReader(table)
        assert (row["credit"], "summer" in row["seasons"], "네이비 셔츠" in row["tags"]) == (
            "서준",
            True,
            True,
        )
        assert place.worker.learned == [(application.services.settings.posts_dir / row["photo"]).read_bytes()]
        await other.send(jpeg())
        await other.album()
        assert any("© 서준" in text_of(message) for message in await other.from_bot())
        await other.tap("♡ 1")
        await other.tap("🙋 1 서준")
        await other.hear("1번은 서준 님이 올린")
        await other.tap("👏 고마워요")
        await other.tap("신고하기")
        await until(other, "네, 신고할게요")
        await other.tap("네, 신고할게요")
        await other.hear("운영자가 살펴볼게요")
        await owner.hear("신고가 1건")
        await owner.tap("그대로 두기")
        await owner.hear("그대로 둘게요")
        context = application.context_types.context(application)
        await praise.tell(context)
        await poster.hear("1번 저장되고, 고맙다는 인사를 1번")
        await praise.tell(context)
        await poster.say("/mylooks")
        assert "♥ 1 · 👏 1" in text_of(await poster.hear("올린 코디 1개"))
        assert sum("고맙다는" in text_of(message) for message in await poster.from_bot()) == 1
        await poster.tap("1")
        await until(poster, "내리고 지우기")
        await poster.tap("내리고 지우기")
        await poster.hear("사진을 지웠어요")
        assert not list(application.services.settings.posts_dir.glob("photos/*")) or await gone(application)
        await other.say("/saved")
        await other.hear("룩북에서 사라진")


async def gone(application: Codibot) -> bool:
    for _ in range(500):
        if not list(application.services.settings.posts_dir.glob("photos/*")):
            return True
        await publishing.asyncio.sleep(0.02)
    return False


async def test_nothing_is_kept_before_consent_and_what_is_shown_is_what_is_kept(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with posting_town(place, monkeypatch) as (application, owner, poster):
        store = application.services.store
        await make(poster)
        (draft,) = await store.posts_in("draft")
        assert await store.post_picture(draft.id) is None
        await poster.tap("얼굴 가리기")
        await until(poster, "✓ 얼굴 가리기")
        await poster.tap("동의하고 올리기", times=2)
        await owner.hear("새 코디가 기다리고")
        picture = Image.open(io.BytesIO(await store.post_picture(draft.id)))
        assert picture.getpixel((5, 5))[0] > 100  # grey, as the stand-in blurs
        assert len(await store.posts_in("waiting")) == 1
        await make(poster)
        await poster.tap("고치기")
        await poster.hear("어떤 스타일로 입는")
        await poster.tap("그만두기")
        await poster.hear("아무것도 남기지 않았어요")
        assert await store.posts_in("draft") == ()


async def test_a_photo_that_nobody_wears_is_asked_for_again_and_any_other_is_answered(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with posting_town(place, monkeypatch) as (_, _, poster):
        place.worker.sight = replace(WORN, wearer=False)
        await poster.say("/post")
        await poster.hear("입고 찍은 사진을 한 장")
        await poster.send(jpeg())
        await poster.hear("입은 모습을 찾지 못했어요")
        place.worker.trouble = PhotoError("too_small", "")
        await poster.send(jpeg())
        await poster.hear("조금 더 큰 사진을 보내 주세요")
        place.worker.trouble = None
        place.worker.sight = WORN
        await poster.send(jpeg())
        await poster.hear("누가, 언제, 어떤 스타일")
        place.worker.sight = replace(WORN, wearer=False)
        await poster.say("/help")
        await poster.hear("키워드가 돼요")
        await poster.send(jpeg())
        assert await poster.album()


async def test_a_long_tag_can_be_taken_off_again_and_too_many_are_told(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with posting_town(place, monkeypatch) as (_, _, poster):
        await poster.say("/post")
        await poster.hear("입고 찍은 사진을 한 장")
        await poster.send(jpeg())
        await poster.hear("어떤 스타일로 입는")
        await poster.tap("다음 →")
        await poster.hear("지금 태그")
        await poster.say("동네 한 바퀴 산책하는 편한 옷")
        await until(poster, "✓ 동네 한 바퀴 산책하는 편한 옷")
        await poster.tap("✓ 동네 한 바퀴 산책하는 편한 옷")
        await poster.wait(lambda seen: "산책" not in text_of(seen[-1]))
        await poster.say(", ".join(f"태그{n}" for n in range(12)))
        await poster.hear("태그는 12개까지예요")
        await poster.wait(lambda seen: "태그10" in text_of(seen[-1]))


async def test_a_name_asked_for_before_does_not_hold_up_a_posts_tags(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with posting_town(place, monkeypatch) as (_, _, poster):
        await asked_for_a_name(poster)
        await poster.say("/post")
        await poster.hear("입고 찍은 사진을 한 장")
        await poster.send(jpeg())
        await poster.hear("어떤 스타일로 입는")
        await poster.tap("다음 →")
        await poster.hear("지금 태그")
        await poster.say("산책룩")
        await until(poster, "✓ 산책룩")


async def test_an_admin_changes_tags_and_turns_down_with_a_reason(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with posting_town(place, monkeypatch) as (application, owner, poster):
        store = application.services.store
        await make(poster)
        await poster.tap("동의하고 올리기")
        await owner.hear("새 코디가 기다리고")
        await poster.say("/queue")
        await poster.hear("모르는 명령이에요")
        await owner.say("/queue")
        await owner.hear("코디 1개가 기다리고")
        await owner.tap("태그 고치기")
        asked = await owner.hear("새 태그를")
        await owner.say("린넨 셔츠, 휴가")
        await owner.hear("#린넨 셔츠 #휴가", after=asked["message_id"])
        assert [each.tags for each in await store.posts_in("waiting")] == [("린넨 셔츠", "휴가")]
        await owner.tap("돌려보내기")
        await until(owner, "직접 적기")
        await owner.tap("직접 적기")
        await owner.hear("왜 올리지 않는지")
        await owner.say("조금 흐려요.")
        assert "조금 흐려요." in text_of(await poster.hear("이번 코디는 올리지 못했어요"))
        assert await store.posts_of(poster.id) == ()


async def test_what_was_reported_is_taken_down_for_good(place: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async with (
        posting_town(place, monkeypatch) as (application, owner, poster),
        place.person("하은") as other,
    ):
        await approved(owner, poster)
        await shown(place)
        await other.send(jpeg())
        await other.album()
        await other.tap("🙋 1 서준")
        await other.hear("1번은 서준 님이 올린")
        await other.tap("신고하기")
        await until(other, "네, 신고할게요")
        await other.tap("네, 신고할게요")
        await owner.hear("신고가 1건")
        await owner.tap("내리기")
        await poster.hear("신고가 들어와서")
        marks = removed.of(application.services.settings.index_dir)
        assert len(marks.ids) == len(marks.digests) == 1
        assert await application.services.store.posts_of(poster.id) == ()


async def published(application: Codibot, post_id: str, picture: bytes) -> None:
    store = application.services.store
    await store.begin_post(Post(post_id, 1, "file", seasons=frozenset({"summer"}), style="casual"))
    await store.send_post(post_id, picture)
    await store.publish_post(post_id)


@pytest.mark.parametrize(
    "trouble", [WorkerLost("ended twice"), ModelsFault("a traceback"), PhotoError("damaged", "It is torn.")]
)
async def test_a_picture_that_the_models_cannot_take_keeps_no_other_waiting_and_nothing_withdrawn(
    place: Town, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    hopeless, learn = jpeg("black"), place.worker.learn

    async def learn_but_one(photo: bytes) -> Sight:
        if photo == hopeless:
            raise trouble
        return await learn(photo)

    monkeypatch.setattr(place.worker, "learn", learn_but_one)
    async with posting_town(place, monkeypatch) as (application, _, _):
        folder = PostsFolder(application.services.settings.posts_dir)
        folder.put("post-withdrawn", jpeg("red"))
        await published(application, "post-hopeless", hopeless)
        await published(application, "post-fine", jpeg("teal"))
        await publishing.publish(application)
        await shown(place)
        assert [each.id for each in schema.read(folder.root).looks] == ["post-fine"]
        assert folder.there() == {"post-fine"}


async def test_a_strangers_button_neither_approves_nor_takes_back(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with posting_town(place, monkeypatch) as (application, owner, poster), place.person("하은") as eve:
        await make(poster)
        await poster.tap("동의하고 올리기")
        await owner.hear("새 코디가 기다리고")
        (waiting,) = await application.services.store.posts_in("waiting")
        every = ("review:{}:yes", "review:{}:no:unfit", "reported:{}:down", "withdraw:{}", "post:{}:drop")
        for number, data in enumerate(every):
            forged = tap(10**9 + number, eve.id, data.format(waiting.id), application.bot)
            await application.update_queue.put(forged)
        await application.update_queue.join()
        await until_answered(application.services.store, application.bot.id)
        assert [each.id for each in await application.services.store.posts_in("waiting")] == [waiting.id]


async def test_forgetting_deletes_posts_too_and_quiet_ends_praise(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with posting_town(place, monkeypatch) as (application, owner, poster):
        store = application.services.store
        await approved(owner, poster)
        await shown(place)
        assert await store.agreed("praise") == (poster.id,)
        await poster.say("/quiet")
        await poster.hear("먼저 말을 걸지 않을게요")
        assert await store.agreed("praise") == ()
        assert len((await store.everything_of(poster.id))["posts"]) == 1
        await poster.say("/forget")
        await poster.hear("되돌릴 수 없어요")
        await poster.tap("네, 모두 지워 주세요")
        await poster.wait(lambda seen: "모두 지웠어요" in text_of(seen[-1]))
        assert await gone(application)
        assert not (application.services.settings.posts_dir / "looks.csv").exists()
        assert await store.posts_in("published") == ()
        assert not removed.of(application.services.settings.index_dir).digests
