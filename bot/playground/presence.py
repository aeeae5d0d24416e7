"""Where bots are let in and thrown out: blocks, groups, promotions, upgrades to a supergroup."""

from __future__ import annotations

from bot.playground.errors import PageError
from bot.playground.history import Draft
from bot.playground.playground import Playground
from bot.playground.records import Bot, Chat, Membership, Person
from bot.playground.views import Place, chat_of, member_of, user_of, user_of_bot

STATUSES = ("member", "administrator", "left", "kicked")


class Presence:
    """What people decide about bots."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._world = playground.world

    def enter(self, bot: Bot, place: Place, person: Person) -> None:
        """Who writes to a bot has started it; a group that is written in has it added. Raises PageError."""
        self.refuse_closed(bot, place, person)
        membership = self._world.membership(bot.id, place.id)
        if membership is None and isinstance(place, Person):
            self._world.memberships.put(Membership(bot.id, place.id, "member"))
        elif membership is None:
            self.set_status(bot, place, person, "member")

    def refuse_closed(self, bot: Bot, place: Place, person: Person) -> None:
        """Raises PageError where this person can neither write nor tap: elsewhere, or behind a block."""
        refuse_outsider(place, person)
        membership = self._world.membership(bot.id, place.id)
        if membership is not None and membership.status == "kicked" and isinstance(place, Person):
            raise PageError("this person has blocked the bot")

    def set_status(self, bot: Bot, place: Place, person: Person, status: str) -> None:
        """A person changes what the bot is in a chat: it is told, and a group reads of it."""
        refuse_outsider(place, person)
        if status not in STATUSES:
            raise PageError(f"a bot is one of: {', '.join(STATUSES)}")
        membership = self._world.membership(bot.id, place.id) or Membership(bot.id, place.id, "left")
        old, membership.status = membership.status, status
        self._world.memberships.put(membership)
        user = user_of_bot(bot)
        payload = {
            "chat": chat_of(place),
            "from": user_of(person),
            "date": int(self._playground.clock.now()),
            "old_chat_member": member_of(old, user),
            "new_chat_member": member_of(status, user),
        }
        self._playground.updates.create(bot, "my_chat_member", payload, place.id)
        if isinstance(place, Chat) and old in ("left", "kicked") and status in ("member", "administrator"):
            added = Draft({"new_chat_members": [user]})
            self._playground.history.hear(bot, place, person, added, seen=True)

    def upgrade(self, bot: Bot, chat: Chat, person: Person) -> Chat:
        """A group becomes a supergroup with a new id; both say so to the bot. Raises PageError."""
        refuse_outsider(chat, person)
        if chat.type != "group" or chat.migrated_to is not None:
            raise PageError("only a basic group can be upgraded")
        fresh = self._world.add_supergroup(chat.title, chat.members)
        chat.migrated_to = fresh.id
        self._world.chats.put(chat)
        for membership in [m for m in self._world.memberships if m.chat_id == chat.id]:
            self._world.memberships.put(Membership(membership.bot_id, fresh.id, membership.status))
        hear = self._playground.history.hear
        hear(bot, chat, person, Draft({"migrate_to_chat_id": fresh.id}), seen=True)
        hear(bot, fresh, person, Draft({"migrate_from_chat_id": chat.id}), seen=True)
        return fresh

    def deactivate(self, person: Person) -> None:
        """The person's account is gone."""
        person.deactivated = True
        self._world.people.put(person)


def refuse_outsider(place: Place, person: Person) -> None:
    """Raises PageError for a chat that this person is not in, and for one whose account is gone."""
    if person.deactivated:
        raise PageError("this person's account is gone")
    if isinstance(place, Person) and place.id != person.id:
        raise PageError("this is another person's chat")
    if isinstance(place, Chat) and person.id not in place.members:
        raise PageError("this person is not in the group")
