"""The bot: services built, handlers registered in reading order, updates taken until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import (
    ApplicationBuilder,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
)
from telegram.ext import filters as f

from bot import upkeep
from bot.alone import alone
from bot.apology import apologise
from bot.calls import profile, telegram_requests
from bot.calls.patience import Patience
from bot.context import Codibot, Context, Services
from bot.conversation import (
    about,
    admin,
    answer,
    feedback,
    filters,
    greeting,
    guess,
    help,
    inline,
    keywords,
    match,
    mydata,
    mylooks,
    news,
    photo,
    pieces,
    post,
    posted,
    reindexing,
    reviewing,
    saved,
    sharing,
    shelf,
    showing,
    vote,
    wardrobe,
    wear,
)
from bot.conversation.addressed import ADDRESSED
from bot.errors import StartError
from bot.language import voices
from bot.models.elsewhere import ModelsElsewhere
from bot.models.worker import ModelsWorker
from bot.rendering import naming
from bot.settings import Settings
from bot.updates.inbox import Inbox, InOrder
from bot.updates.membership import belonging
from bot.updates.receiving import introduce, receiving
from bot.updates.shared_inbox import SharedInbox
from retrieval.index.catalogue import Catalogue
from storage.store import Store

GRACE_SECONDS = 8.0
"""At a stop, for the answers under work: supervisors kill after ten. The next start answers the rest."""
LAST_SECONDS = 1.0
"""Then, for what was broken off. What does not end within it keeps nobody from closing the rest."""

_log = logging.getLogger(__name__)


def main(settings: Settings) -> None:
    """Runs the bot until SIGINT or SIGTERM. Raises StartError, StorageError, RetrievalError, WorkerError."""
    asyncio.run(run(settings))


async def run(settings: Settings) -> None:
    """Services, application, updates, the signal to stop; then all of it closed in the opposite order."""
    async with AsyncExitStack() as stack:
        if not settings.is_one_of_many:
            stack.enter_context(alone(settings))
        application = build(settings, await stack.enter_async_context(services(settings)))
        await stack.enter_async_context(running(application))
        taking = await stack.enter_async_context(receiving(application, settings))
        _log.info("codibot is ready as @%s", application.bot.username)
        await told_to_stop(taking)
        _log.info("codibot stops; what is under work is answered first")


@asynccontextmanager
async def services(settings: Settings) -> AsyncIterator[Services]:
    """Everything that the conversation stands on."""
    async with AsyncExitStack() as opened:
        store = await Store.open(settings.database_url)
        opened.push_async_callback(store.close)
        worker = ModelsElsewhere(settings, store) if settings.work == "jobs" else ModelsWorker(settings)
        opened.push_async_callback(worker.close)
        await worker.start()
        catalogue = Catalogue.open(settings.index_dir)
        naming.learn(catalogue.looks)
        yield Services(settings, store, worker, catalogue, voices())


def build(settings: Settings, services: Services) -> Codibot:
    """The application with its handlers."""
    if settings.telegram_token is None:
        raise StartError("TELEGRAM_TOKEN is not set.")
    quieten_libraries()
    inbox = SharedInbox(services.store) if settings.is_one_of_many else Inbox(services.store)
    application = (
        ApplicationBuilder()
        .application_class(Codibot, {"services": services})
        .token(settings.telegram_token.get_secret_value())
        .base_url(f"{settings.telegram_api_url}/bot")
        .base_file_url(f"{settings.telegram_api_url}/file/bot")
        .context_types(ContextTypes(context=Context))
        .request(telegram_requests.CallsAndUploads())
        .get_updates_request(telegram_requests.polling())
        .rate_limiter(Patience())
        .updater(None)
        .update_queue(inbox)
        .concurrent_updates(InOrder(services.store, inbox))
        .build()
    )
    assert isinstance(application, Codibot)
    application.add_handler(TypeHandler(Update, _came), group=-1)
    application.add_handlers(handlers())
    application.add_error_handler(apologise)
    upkeep.arrange(application)
    return application


async def _came(update: Update, context: Context) -> None:
    context.services.tally.came(update)


def handlers() -> list[BaseHandler[Any, Context, Any]]:
    """The conversation, in the order in which it is tried."""
    return [
        InlineQueryHandler(inline.asked),
        MessageHandler(f.UpdateType.EDITED_MESSAGE & f.LOCATION, help.nothing),
        MessageHandler(f.UpdateType.EDITED_MESSAGE & f.ChatType.PRIVATE, help.edited),
        MessageHandler(f.UpdateType.EDITED_MESSAGE, help.nothing),
        CommandHandler("start", sharing.opened, has_args=1),
        CommandHandler("start", greeting.start),
        CommandHandler("filters", filters.filters),
        CommandHandler("save", saved.save),
        CommandHandler("saved", shelf.saved),
        CommandHandler("unsave", saved.unsave),
        CommandHandler("share", sharing.share),
        CommandHandler("vote", vote.vote),
        CommandHandler("wardrobe", wardrobe.wardrobe),
        CommandHandler("wear", wear.wear),
        CommandHandler("quiet", wardrobe.quiet),
        CommandHandler("post", post.post),
        CommandHandler("mylooks", mylooks.mylooks),
        CommandHandler("notices", admin.notices),
        CommandHandler("admin", admin.admin),
        CommandHandler("queue", reviewing.queue),
        CommandHandler("cancel", help.cancel),
        CommandHandler("about", about.about),
        CommandHandler("help", help.help_),
        CommandHandler("language", help.language),
        CommandHandler("privacy", help.privacy),
        CommandHandler("mydata", mydata.mydata),
        CommandHandler("forget", mydata.forget),
        CallbackQueryHandler(filters.tapped, "^panel:"),
        CallbackQueryHandler(keywords.near_tapped, "^near:[^:]+:."),
        CallbackQueryHandler(saved.tapped, r"^save:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(saved.dropped, r"^drop:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(shelf.opened, r"^saved:(all|[0-9a-f]{8}):\d{1,18}$"),
        CallbackQueryHandler(shelf.look, r"^look:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(shelf.listed, r"^list:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(shelf.taken_out, r"^take:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(shelf.put_back, r"^keep:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(shelf.into, r"^into:[^:]+:\d{1,18}:(-|new|[0-9a-f]{8})$"),
        CallbackQueryHandler(shelf.renamed, "^rename:[0-9a-f]{8}$"),
        CallbackQueryHandler(showing.heart, r"^heart:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(showing.unheart, r"^unheart:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(sharing.answer_tapped, "^share:answer:[^:]+$"),
        CallbackQueryHandler(sharing.collection_tapped, "^share:collection:[0-9a-f]{8}$"),
        CallbackQueryHandler(sharing.look_tapped, r"^share:look:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(vote.voted, r"^vote:[^:]+:\d{1,18}:\d{1,18}$"),
        CallbackQueryHandler(vote.ended, r"^votes:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(wardrobe.kept, r"^own:[^:]+(:\d{1,18})?$"),
        CallbackQueryHandler(wardrobe.page, r"^wardrobe:\d{1,18}$"),
        CallbackQueryHandler(wardrobe.piece, r"^mine:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(wardrobe.listed, "^pieces:[^:]+$"),
        CallbackQueryHandler(wardrobe.wished, r"^wish:[^:]+:\d{1,18}:[01]$"),
        CallbackQueryHandler(wardrobe.shed, r"^shed:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(wear.page, r"^wear:\d{1,18}$"),
        CallbackQueryHandler(news.tapped, "^news:[^:]+$"),
        CallbackQueryHandler(sharing.page, r"^link:[\w-]+:\d{1,18}$"),
        CallbackQueryHandler(answer.another_lens, "^lens:[^:]+:[a-z]+$"),
        CallbackQueryHandler(answer.album_again, "^album:[^:]+$"),
        CallbackQueryHandler(answer.next_ten, "^next:[^:]+$"),
        CallbackQueryHandler(answer.one_gender, "^gender:[^:]+:(men|women)$"),
        CallbackQueryHandler(answer.without_filter, "^without:[^:]+:(gender|seasons|both|keywords)$"),
        CallbackQueryHandler(answer.other_mode, "^mode:[^:]+:(save|more|less|match)$"),
        CallbackQueryHandler(feedback.more, r"^more:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(feedback.less, r"^less:[^:]+:\d{1,18}:\d{1,18}$"),
        CallbackQueryHandler(match.matched, r"^match:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(pieces.one_piece, r"^piece:[^:]+:(all|\d{1,18})$"),
        CallbackQueryHandler(guess.other_types, r"^types:[^:]+:\d{1,18}:(likely|all)$"),
        CallbackQueryHandler(guess.corrected, r"^type:[^:]+:\d{1,18}:[a-z-]+$"),
        CallbackQueryHandler(guess.whole_photo, "^whole:[^:]+$"),
        CallbackQueryHandler(post.tapped, "^post:[^:]+:[a-z]+(:.+)?$"),
        CallbackQueryHandler(posted.opened, r"^by:[^:]+:\d{1,18}$"),
        CallbackQueryHandler(posted.thanked, "^thanks:[^:]+$"),
        CallbackQueryHandler(posted.reported, "^report:[^:]+:(ask|yes|no)$"),
        CallbackQueryHandler(mylooks.opened, "^mylook:[^:]+$"),
        CallbackQueryHandler(mylooks.withdrawn, "^withdraw:[^:]+$"),
        CallbackQueryHandler(reviewing.decided, "^review:[^:]+:[a-z]+(:[a-z]+)?$"),
        CallbackQueryHandler(reviewing.report_decided, "^reported:[^:]+:(keep|down)$"),
        CallbackQueryHandler(help.language_tapped, "^language:(ko|en)$"),
        CallbackQueryHandler(mydata.forget_tapped, "^forget:(yes|no)$"),
        CallbackQueryHandler(reindexing.reindex, "^admin:index$"),
        CallbackQueryHandler(admin.export, "^admin:export$"),
        CallbackQueryHandler(admin.notice, "^admin:send$"),
        CallbackQueryHandler(help.old_button),
        MessageHandler(~ADDRESSED, help.nothing),
        MessageHandler(f.COMMAND, help.unknown_command),
        MessageHandler(f.PHOTO, photo.photo),
        MessageHandler(f.ANIMATION, help.anything_else),
        MessageHandler(f.Document.ALL, photo.document),
        MessageHandler(f.TEXT, keywords.text),
        MessageHandler(~f.StatusUpdate.ALL, help.anything_else),
    ]


@asynccontextmanager
async def running(application: Codibot) -> AsyncIterator[None]:
    """The application initialised, what a former run left open queued first, and started."""
    await introduce(application)
    try:
        inbox = application.update_queue
        assert isinstance(inbox, Inbox)
        left_open = await inbox.reopen(application.bot)
        _log.info("%d updates were left open and are answered now", left_open)
        async with belonging(application):
            await application.start()
            presenting = asyncio.create_task(profile.present(application))
            try:
                yield
            finally:
                presenting.cancel()
                await _stop(application)
                await _put_away(application)
    finally:
        await application.shutdown()


async def _stop(application: Codibot) -> None:
    """Answers what is under work and in line, as far as the grace goes; the rest stays open in the inbox."""
    order, inbox = application.update_processor, application.update_queue
    assert isinstance(order, InOrder)
    assert isinstance(inbox, Inbox)
    inbox.shut()
    application.drop_aside()
    impatience = asyncio.get_running_loop().call_later(GRACE_SECONDS, _give_up, application, order)
    stopping = asyncio.create_task(application.stop())
    await asyncio.wait({stopping}, timeout=GRACE_SECONDS + LAST_SECONDS)
    impatience.cancel()
    if stopping.done():
        stopping.result()
    else:
        _log.error("what was broken off does not end; the rest is closed without it")
        _break_off(application, stopping)


def _give_up(application: Codibot, order: InOrder) -> None:
    order.give_up()
    application.drop_aside(all_of_it=True)


def _break_off(application: Codibot, stopping: asyncio.Task[None]) -> None:
    """No jobs any more; what held the stop up is cancelled (answers once more), and not waited for."""
    assert isinstance(application.update_processor, InOrder)
    application.update_processor.let_go()
    assert application.job_queue is not None
    if application.job_queue.scheduler.running:
        application.job_queue.scheduler.shutdown(wait=False)
    stopping.cancel()


async def _put_away(application: Codibot) -> None:
    """What storage did not take yet, before other processes take up what is open."""
    await application.update_processor.shutdown()
    await upkeep.count_last(application)


async def told_to_stop(taking: asyncio.Future[None]) -> None:
    """Returns at SIGINT or SIGTERM. Raises what ended the taking of updates."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    stopping: asyncio.Future[Any] = asyncio.create_task(stop.wait())
    await asyncio.wait({stopping, taking}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if taking.done():
        taking.result()


def quieten_libraries() -> None:
    """httpx logs addresses, and a Bot API address holds the token."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
