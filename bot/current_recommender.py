"""The recommender that the models' process serves: over the index of the day, its networks warm."""

from __future__ import annotations

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from bot.pictures import keepsake, sight_card
from bot.pictures.cards import CardLabels
from bot.posts import public_photo
from bot.posts.public_photo import PostPhoto
from bot.settings import Settings
from retrieval import cutout, embedding, parsing, photo, seeing
from retrieval.cutout import ReadingCutter
from retrieval.errors import RetrievalError
from retrieval.heads import heads
from retrieval.index import engines
from retrieval.index.watch import Change, Watch
from retrieval.lookbook import removed
from retrieval.parsing import Parser
from retrieval.recommender import Recommender
from retrieval.seeing import Cut
from retrieval.types import Answer, Query, Sight, Understood, Wear, WearQuery

WARM_UP_SIDE = 640
HELD = 10
"""Photos whose card may still be asked for: as many as are sent in one go."""

log = logging.getLogger(__name__)


class CurrentRecommender:
    """A recommender that opens the index again when `index/current` changes, and obeys new takedowns."""

    def __init__(self, settings: Settings) -> None:
        """Loads the networks. Raises WeightsError, IndexMissing, IndexMismatch, IndexUnavailable."""
        self._index_dir = settings.index_dir
        self._cutter = cutout.make(settings.cutout)
        self._embedder = embedding.make(settings.embedder)
        self._engine = engines.make(settings.index, settings.database_url)
        self._watch = Watch(self._index_dir)
        self._recommender = self._open()
        self._cuts: OrderedDict[str, Cut] = OrderedDict()
        _warm_up(self._recommender)

    def see(self, data: bytes, whole: bool = False) -> Sight:
        """What is on a photo, or the whole photo as one garment; held on to, for its card is drawn next."""
        cut = self._current().cut(data, whole)
        self._cuts[_key(data, whole)] = cut
        while len(self._cuts) > HELD:
            self._cuts.popitem(last=False)
        return self._current().describe(cut)

    def card(self, photos: Sequence[bytes], sight: Sight, piece: int | None, labels: CardLabels) -> bytes:
        """A JPEG of what was seen there, or of one piece of it; the photos are let go of."""
        whole = len(photos) == 1 and sight.fell_back
        return sight_card.draw([self._cut(data, whole) for data in photos], sight, piece, labels)

    def keepsake(self, photos: Sequence[bytes], whole: bool, place: int) -> bytes:
        """A WebP with transparency of one of the garments on some photos."""
        return keepsake.draw([self._cut(data, whole) for data in photos], place)

    def prepare(self, data: bytes, blurred: bool) -> PostPhoto:
        """A person's own look as everybody will see it, heads blurred where that is wished."""
        opened = photo.open(data)
        return public_photo.draw(opened, heads(self._parser.parse(opened).labels) if blurred else None)

    def learn(self, data: bytes) -> Sight:
        """What is on a look's photo, so that indexes take it up without a network."""
        return seeing.see(data, self._cutter, self._embedder, "worn")

    @property
    def _parser(self) -> Parser:
        """The cutter's, or where it reads nothing one of its own."""
        return self._cutter.parser if isinstance(self._cutter, ReadingCutter) else parsing.builtin()

    def wear(self, query: WearQuery) -> Wear:
        """The looks that can be worn with a person's pieces."""
        return self._current().wear(query)

    def _cut(self, data: bytes, whole: bool) -> Cut:
        key = _key(data, whole)
        return self._cuts.pop(key) if key in self._cuts else self._current().cut(data, whole)

    def understand(self, keywords: str) -> Understood:
        """What keywords say."""
        return self._current().understand(keywords)

    def recommend(self, query: Query) -> Answer:
        """The looks that answer a question."""
        return self._current().recommend(query)

    def _current(self) -> Recommender:
        change = self._watch.look()
        if change.build:
            try:
                self._recommender = self._open()
            except RetrievalError as error:
                log.warning("the new index cannot be used, the one before still is: %s", error)
                self._watch.again(Change(build=True, marks=False))
        if change.marks:
            try:
                self._recommender.obey(removed.of(self._index_dir))
            except RetrievalError as error:
                log.warning("looks taken down cannot be told, those known before stay away: %s", error)
                self._watch.again(Change(build=False, marks=True))
        return self._recommender

    def _open(self) -> Recommender:
        return Recommender.open(self._index_dir, self._cutter, self._embedder, self._engine)


def _key(data: bytes, whole: bool) -> str:
    return f"{hashlib.sha256(data).hexdigest()} {whole}"


def _warm_up(recommender: Recommender) -> None:
    """Sends a drawn garment all the way: the first photo costs twice the next, and nobody shall wait."""
    picture = Image.new("RGB", (WARM_UP_SIDE, WARM_UP_SIDE), "white")
    picture.paste("navy", (WARM_UP_SIDE // 4, WARM_UP_SIDE // 4, 3 * WARM_UP_SIDE // 4, WARM_UP_SIDE))
    encoded = BytesIO()
    picture.save(encoded, "JPEG")
    recommender.recommend(Query(garments=recommender.see(encoded.getvalue()).garments))
