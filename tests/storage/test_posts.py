"""People's own looks: a draft each, sent once, approved once, taken back; thanks and reports once each."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from storage import posts, schema
from storage.errors import TooManyPosts
from storage.types import Post

POSTER, FRIEND, STRANGER = 1, 2, 3
POST = Post(
    "post-1", POSTER, "file", tags=("셔츠", "청바지"), offered=("셔츠",), seasons=frozenset({"summer"})
)


async def published(store, post=POST):
    await store.begin_post(post)
    await store.send_post(post.id, b"jpeg")
    await store.publish_post(post.id)
    return post.id


async def test_a_person_has_one_draft_which_says_what_was_said_last(store):
    await store.begin_post(POST)
    await store.begin_post(replace(POST, id="post-2"))
    await store.begin_post(replace(POST, id="post-3", person_id=FRIEND))
    assert await store.post("post-1") is None
    changed = replace(POST, id="post-2", credit="민지", style="street", is_blurred=True)
    assert await store.change_post(changed)
    kept = await store.post("post-2")
    assert replace(kept, created_at=None) == changed
    assert await store.posts_of(POSTER) == ()


async def test_a_post_is_sent_once_and_approved_once(store):
    await store.begin_post(POST)
    assert not await store.publish_post(POST.id)
    assert await store.post_picture(POST.id) is None
    assert await store.send_post(POST.id, b"jpeg")
    assert not await store.send_post(POST.id, b"other")
    assert await store.post_picture(POST.id) == b"jpeg"
    assert [each.id for each in await store.posts_in("waiting")] == [POST.id]
    assert await store.change_post(replace(POST, tags=("코트",)))
    assert await store.publish_post(POST.id)
    assert not await store.publish_post(POST.id)
    assert not await store.change_post(POST)
    (post,) = await store.posts_of(POSTER)
    assert (post.state, post.tags) == ("published", ("코트",))


async def test_beyond_the_limit_a_post_stays_a_draft(store, monkeypatch):
    monkeypatch.setattr(posts, "MOST_POSTS", 1)
    await published(store)
    await store.begin_post(replace(POST, id="post-2"))
    with pytest.raises(TooManyPosts, match="1"):
        await store.send_post("post-2", b"jpeg")
    assert (await store.post("post-2")).state == "draft"
    assert await store.post_picture("post-2") is None


async def test_who_posts_in_two_places_at_once_has_one_draft(store):
    drafts = [replace(POST, id=f"post-{number}") for number in range(8)]
    await asyncio.gather(*map(store.begin_post, drafts))
    assert len((await store.everything_of(POSTER))["posts"]) == 1


async def test_what_was_said_of_a_post_goes_with_it(store):
    await published(store)
    assert await store.say_of_post(POST.id, FRIEND, "report")
    assert not await store.say_of_post(POST.id, FRIEND, "report")
    assert await store.say_of_post(POST.id, STRANGER, "report")
    assert await store.reports_of(POST.id) == 2
    assert await store.drop_post(POST.id)
    assert not await store.drop_post(POST.id)
    assert not await store.say_of_post(POST.id, FRIEND, "thanks")
    await published(store)
    assert await store.reports_of(POST.id) == 0


async def test_thanks_that_meet_a_taking_back_find_no_post(store):
    await published(store)
    async with store._database.writing() as connection:
        await connection.execute(schema.posts.delete())
        thanking = asyncio.create_task(store.say_of_post(POST.id, FRIEND, "thanks"))
        await asyncio.sleep(0.3)
    assert not await thanking


async def test_praise_counts_others_and_remembers_what_was_told(store):
    await published(store)
    await published(store, replace(POST, id="post-9", person_id=FRIEND))
    await store.save(POSTER, [POST.id])
    for person in (FRIEND, STRANGER):
        await store.save(person, [POST.id])
    await store.say_of_post(POST.id, FRIEND, "thanks")
    await store.say_of_post(POST.id, STRANGER, "report")
    (praise,) = await store.praise(POSTER)
    assert (praise.saves, praise.thanks, praise.told_saves, praise.told_at) == (2, 1, 0, None)
    await store.told_praise(praise)
    (after,) = await store.praise(POSTER)
    assert (after.told_saves, after.told_thanks) == (2, 1)
    assert after.told_at is not None
    assert len(await store.praise()) == 2


async def test_all_agreements_end_together(store):
    for kind in ("notices", "praise"):
        await store.agree(POSTER, kind)
        await store.agree(FRIEND, kind)
    assert await store.disagree_with_all(POSTER) == 2
    assert await store.disagree_with_all(POSTER) == 0
    assert await store.agreed("notices") == await store.agreed("praise") == (FRIEND,)
