"""The command line `codibot`: thin verbs.

A verb imports its own module when it is called: most of them need the models, and `--help` needs none.
"""

from __future__ import annotations

import logging
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.commands.errors import CommandError
from bot.errors import ModelsFault, StartError, WorkerError
from bot.logs import without_tokens
from bot.settings import SettingsError, load
from retrieval.errors import RetrievalError
from retrieval.types import Facets, Gender, Lens, LookGender, Query
from storage.errors import StorageError

app = typer.Typer(
    name="codibot",
    help="Send a photo of a garment, get outfits that wear a piece like it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

IMPORTED = "folder (of photos), csv or jsonl (a table with photos), kfashion, fashion-products, deepfashion"

EXPECTED = (
    CommandError,
    ModelsFault,
    RetrievalError,
    SettingsError,
    StartError,
    StorageError,
    WorkerError,
)


class SeasonChoice(StrEnum):
    """The seasons to choose from: typer repeats an option for enumerations, not for literals."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Where codibot keeps its files [CODIBOT_DATA, else ./data]."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Folder = Annotated[Path, typer.Argument(metavar="LOOKBOOK", help="A folder with looks.csv and photos.")]
Photos = Annotated[list[Path], typer.Argument(metavar="PHOTO", help="Photos of garments or outfits.")]


@app.command()
def run(data: Data = None) -> None:
    """Start the bot: on Telegram with TELEGRAM_TOKEN, else in the playground on this machine."""
    from bot.commands import run as verb

    raise typer.Exit(verb.run(load(data=data)))


@app.command()
def worker(data: Data = None) -> None:
    """Do the jobs of bots that share a database (CODIBOT_WORK=jobs), on any number of machines."""
    from bot.commands import worker as verb

    raise typer.Exit(verb.run(load(data=data)))


@app.command()
def index(
    lookbooks: Annotated[
        list[Path] | None, typer.Argument(metavar="LOOKBOOK", help="Folders with looks.csv and photos.")
    ] = None,
    rollback: Annotated[bool, typer.Option("--rollback", help="Go back to the build before.")] = False,
    posts: Annotated[
        bool, typer.Option("--posts", help="Take people's own looks up, and leave all else as served.")
    ] = False,
    lines: Annotated[bool, typer.Option("--lines", help="Tell progress in plain lines on stdout.")] = False,
    later: Annotated[bool, typer.Option("--later", help="Leave it to a `codibot worker`.")] = False,
    data: Data = None,
) -> None:
    """Build the index of one or several lookbooks; what is known already is not seen again."""
    if [bool(lookbooks), rollback, posts].count(True) != 1:
        raise typer.BadParameter("Name lookbooks, or --rollback alone, or --posts alone.")
    settings = load(data=data)
    if posts:
        from bot.commands import posts as own_looks

        raise typer.Exit(own_looks.run(settings))
    if later and lookbooks:
        from bot.commands import worker

        raise typer.Exit(worker.index_later(settings, lookbooks))
    from bot.commands import index as verb

    raise typer.Exit(verb.run(settings, lookbooks, lines) if lookbooks else verb.roll_back(settings))


@app.command()
def remove(
    look: Annotated[str, typer.Argument(metavar="LOOK", help="The look's id.")],
    reason: Annotated[str, typer.Option(help="Why, for the history.")] = "",
    erase: Annotated[bool, typer.Option("--erase", help="Delete its row and its photo, too.")] = False,
    data: Data = None,
) -> None:
    """Take a look down, at once and for good: imports and indexes leave it out from now on."""
    from bot.commands import remove as verb

    raise typer.Exit(verb.run(load(data=data), look, reason, erase))


@app.command()
def recommend(
    photos: Photos,
    together: Annotated[bool, typer.Option("--together", help="Ask once about all photos.")] = False,
    gender: Annotated[Gender, typer.Option(help="For whom.")] = "all",
    season: Annotated[
        list[SeasonChoice] | None, typer.Option(metavar="S", help="When; may be repeated.")
    ] = None,
    style: Annotated[str | None, typer.Option(help="Looks of this style come first.")] = None,
    keywords: Annotated[str, typer.Option(help="Words to look for in tags and titles.")] = "",
    lens: Annotated[Lens, typer.Option(help="Which evidence ranks.")] = "all",
    k: Annotated[int, typer.Option("-k", min=1, metavar="N", help="How many looks.")] = 10,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Find looks that wear a piece like the one on a photo."""
    if lens == "words" and not keywords.strip():
        raise typer.BadParameter("--lens words needs --keywords.")
    facets = Facets(gender, frozenset(each.value for each in season or ()))
    question = Query(facets=facets, style=style, keywords=keywords, lens=lens, k=k)
    from bot.commands import recommend as verb

    raise typer.Exit(verb.run(load(data=data), photos, question, together, as_json))


@app.command()
def pairings(
    type_: Annotated[str, typer.Argument(metavar="TYPE", help="trousers, knit, blazer, ...")],
    colour: Annotated[str | None, typer.Option(help="In this colour: 네이비, navy, ...")] = None,
    gender: Annotated[Gender, typer.Option(help="For whom.")] = "all",
    season: Annotated[
        list[SeasonChoice] | None, typer.Option(metavar="S", help="When; may be repeated.")
    ] = None,
    k: Annotated[int, typer.Option("-k", min=1, metavar="N", help="How many pairings.")] = 12,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Tell which clothes in which colours go with one, over the whole lookbook."""
    facets = Facets(gender, frozenset(each.value for each in season or ()))
    from bot.commands import pairings as verb

    raise typer.Exit(verb.run(load(data=data), type_, colour, facets, k, as_json))


@app.command()
def inspect(
    photo: Annotated[Path, typer.Argument(metavar="PHOTO", help="A photo of a garment or an outfit.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the pictures go [inspect/ in the data folder].")
    ] = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Show what codibot sees: cutout, colours, garments."""
    from bot.commands import inspect as verb

    raise typer.Exit(verb.run(load(data=data), photo, out, as_json))


@app.command("import")
def import_(
    kind: Annotated[
        Literal["folder", "csv", "jsonl", "kfashion", "fashion-products", "deepfashion"],
        typer.Argument(metavar="KIND", help=f"What SOURCE is: {IMPORTED}."),
    ],
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="What to import.")],
    lookbook: Annotated[Path, typer.Argument(metavar="LOOKBOOK", help="The lookbook to make or add to.")],
    kids: Annotated[bool, typer.Option("--kids", help="fashion-products: those for children too.")] = False,
    gender: Annotated[
        LookGender | None, typer.Option(help="kfashion, csv, jsonl: the gender of all looks.")
    ] = None,
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=THEIRS", help="csv, jsonl: tags=labels+colours, ..."),
    ] = None,
    fixed: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="COLUMN=VALUE", help="csv, jsonl: one value for all looks."),
    ] = None,
    data: Data = None,
) -> None:
    """Make a lookbook of what is something else; a stopped import goes on where it was."""
    from bot.commands import import_ as verb

    wishes = verb.Wishes(kids, gender, tuple(maps or ()), tuple(fixed or ()))
    raise typer.Exit(verb.run(load(data=data), kind, source, lookbook, wishes))


@app.command()
def collect(
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", help="A site's profile (YAML).")],
    lookbook: Annotated[
        Path | None, typer.Argument(metavar="LOOKBOOK", help="Where to [lookbooks/ in the data folder].")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many more.")] = None,
    data: Data = None,
) -> None:
    """Collect the looks of a site whose owner permits it, politely; a stopped job goes on where it was."""
    from bot.commands import collect as verb

    raise typer.Exit(verb.run(load(data=data), profile, lookbook, limit))


@app.command()
def check(
    lookbook: Folder,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is safe first; a copy of looks.csv stays beside it.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the page goes [check/ in the data folder].")
    ] = None,
    data: Data = None,
) -> None:
    """Name everything to mend in a lookbook before it is indexed, and write a page about it."""
    from bot.commands import check as verb

    raise typer.Exit(verb.run(load(data=data), lookbook, fix, report))


@app.command()
def migrate_store(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="sqlite+aiosqlite:///data/codibot.db, ...")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="postgresql://USER@HOST/NAME, ...")],
    data: Data = None,
) -> None:
    """Move everything kept into another, empty database, counted and checked."""
    from bot.commands import migrate_store as verb

    raise typer.Exit(verb.run(load(data=data), source, target))


@app.command()
def stats(
    days: Annotated[int, typer.Option(min=1, max=366, metavar="N", help="How many days.")] = 30,
    report: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the page goes [stats.html in the data folder].")
    ] = None,
    data: Data = None,
) -> None:
    """Tell the owner's numbers: people, photos, answers, saves, waits, words that found nothing."""
    from bot.commands import stats as verb

    raise typer.Exit(verb.run(load(data=data), days, report))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where it goes, such as codibot.tar.gz.")],
    data: Data = None,
) -> None:
    """Write all that people entrusted to codibot into one file, also while the bot runs."""
    from bot.commands import backup as verb

    raise typer.Exit(verb.backup(load(data=data), file))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `codibot backup` wrote.")],
    data: Data = None,
) -> None:
    """Put a backup into an empty database, while no bot runs."""
    from bot.commands import backup as verb

    raise typer.Exit(verb.restore(load(data=data), file))


@app.command()
def doctor(data: Data = None) -> None:
    """Try everything codibot needs, and say what to do where something is amiss."""
    from bot.commands import doctor as verb

    raise typer.Exit(verb.run(data))


@app.command()
def playground(
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, metavar="N", help="Its port on 127.0.0.1.")
    ] = None,
    data: Data = None,
) -> None:
    """Start the playground alone: a Bot API and a chat page; any well-formed token is a bot of its own."""
    from bot.commands import playground as verb

    raise typer.Exit(verb.run(load(data=data, playground_port=port)))


def main() -> None:
    """Runs the verb that was typed. Exit codes: 0 done, 1 could not do it, 2 wrong usage."""
    try:
        app()
    except EXPECTED as error:
        sys.exit(f"codibot: {_sentence(error)}")


def _sentence(error: Exception) -> str:
    """What is said of an error. Of the models' surprise, whose text is a traceback, the last line."""
    said = str(error)
    if isinstance(error, ModelsFault):
        logging.getLogger("bot.models").error("%s", without_tokens(said))
        said = f"The models met a surprise: {said.strip().rpartition(chr(10))[2]}"
    return without_tokens(said)


if __name__ == "__main__":
    main()
