"""What an operator sees of the bot in figures: no label ever tells of a person."""

from __future__ import annotations

from pathlib import Path

from bot.context import Codibot
from bot.figures.measures import ANSWERS, CALLS, ERRORS, MODELS, PICTURES, UPDATES
from bot.figures.prometheus import Gauge, Metric, exposition
from bot.updates.inbox import InOrder


def page(application: Codibot) -> str:
    """Everything measured so far, as Prometheus reads it."""
    return exposition((UPDATES, CALLS, MODELS, ANSWERS, PICTURES, ERRORS, *_gauges(application)))


def _gauges(application: Codibot) -> tuple[Metric, ...]:
    order, services = application.update_processor, application.services
    assert isinstance(order, InOrder)
    return (
        Gauge("codibot_updates_open", "Updates received and not answered yet.", lambda: order.open),
        Gauge("codibot_photos_waiting", "Photos before the models.", lambda: services.worker.waiting),
        Gauge("codibot_looks", "Looks that are served.", lambda: len(services.catalogue.looks)),
        Gauge("codibot_memory_bytes", "Resident memory of the bot's process.", _memory),
        Gauge("codibot_models_memory_bytes", "The same of the models'.", lambda: services.worker.memory),
    )


def _memory() -> int:
    """Of Linux; elsewhere 0."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 0
    return 1024 * int(status.split("VmRSS:")[1].split()[0])
