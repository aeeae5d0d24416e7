"""♡ and ♥ under a look: saved or taken out by a tap, whose word appears in passing."""

from __future__ import annotations

from bot.context import Context
from bot.conversation.private import is_private


async def fill(context: Context, look_id: str, number: int, collection: str = "") -> None:
    """♡. A second tap saves nothing twice."""
    new = await context.store.save(context.person.id, [look_id], collection)
    await context.heard((await context.voice())("saved-now" if new else "saved-already", numbers=number))


async def empty(context: Context, look_id: str, number: int) -> None:
    """♥: taken out. In a group the heart may be somebody else's; who has not saved the look saves it then."""
    gone = await context.store.unsave(context.person.id, [look_id])
    if gone or is_private(context):
        await context.heard((await context.voice())("unsaved", numbers=number))
    else:
        await fill(context, look_id, number)
