"""What is asked often is found by an index, however much is kept."""

from __future__ import annotations

import pytest

from tests.storage.plans import planned

BOT = 1


@pytest.fixture
def url(tmp_path):
    return f"sqlite+aiosqlite:///{tmp_path / 'codibot.db'}"


async def test_what_a_process_holds_is_looked_for_among_the_open_updates_of_its_bot(store):
    with planned(store) as steps:
        await store.held(BOT, 1, besides=[7])
    assert steps == ["SEARCH inbox USING INDEX ix_inbox_bot_id_closed_at (bot_id=? AND closed_at=?)"]


async def test_praise_of_a_post_reads_the_rows_of_that_post_alone(store):
    with planned(store) as steps:
        await store.praise()
        await store.praise(1)
    assert steps
    assert not [step for step in steps if step.startswith("SCAN")]
