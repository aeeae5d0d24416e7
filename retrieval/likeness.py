"""What speaks for each look, seen from one garment or from a whole outfit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retrieval.colours.palette_table import PaletteTable
from retrieval.index.catalogue import Catalogue
from retrieval.index.cells import Rows
from retrieval.index.nearest import cosines_of
from retrieval.index.tables import WornTable
from retrieval.patterns import alike_in_pattern, pattern_numbers
from retrieval.ranking import GarmentEvidence, Scores, Weights, most_alike
from retrieval.type_guess import Table, looks_wear, shares_worn, tagged_types, type_guess, worn_types
from retrieval.types import PLAIN, Garment


class Likeness:
    """The worn garments of a build as they are compared, and the types that looks wear, told and tagged."""

    def __init__(self, catalogue: Catalogue, worn: WornTable) -> None:
        self._worn = worn
        self._palettes = PaletteTable([garment.palette for garment in worn.garments])
        self._tagged = tagged_types(catalogue.looks)
        self._kinds = worn_types(worn.garments)
        self._wears = looks_wear(catalogue.wears, self._kinds, worn.look_rows)
        self._patterns = pattern_numbers(worn.garments)

    @property
    def tagged(self) -> bool:
        """Whether any tag of the lookbook names a type."""
        return bool(self._tagged.any())

    @property
    def kinds(self) -> Table | None:
        """How likely each worn garment is of each type; none where no head saw them."""
        return self._kinds

    def roughly(self, garment: Garment, weights: Weights, rows: Rows) -> GarmentEvidence:
        """What speaks for the looks at `rows`, which are ascending; colours are roughly compared.

        A look answers with its garment that is most alike under the weights.
        """
        worn = np.flatnonzero(np.isin(self._worn.look_rows, rows))
        cosines = cosines_of(self._worn.vectors, worn, garment.embedding)
        colours = self._palettes.rough_closeness(garment.palette, worn)
        alike = weights.picture * cosines + weights.colour * colours
        kinds, patterns = self._kinds_like(garment), self._patterns_like(garment)
        for said, weighs in ((kinds, weights.worn), (patterns, weights.pattern)):
            if said is not None:
                alike = alike + weighs * said[worn]
        best = most_alike(self._worn.look_rows[worn], worn, alike)
        guess = type_guess(garment)
        types, wears = self.tagged_like(garment), self.wears_like(garment)
        return GarmentEvidence(
            worn[best],
            cosines[best],
            colours[best],
            types=None if types is None else types[rows],
            kinds=None if kinds is None else kinds[worn[best]],
            wears=None if wears is None else wears[rows],
            patterns=None if patterns is None else patterns[worn[best]],
            sure=1.0 if guess is None else float(guess.max()),
        )

    def exactly(self, garment: Garment, rough: GarmentEvidence, kept: Rows) -> GarmentEvidence:
        """The evidence of some looks, their garments' colours compared exactly."""
        worn = rough.worn[kept]
        return GarmentEvidence(
            worn,
            rough.cosines[kept],
            self._palettes.closeness(garment.palette, worn),
            types=None if rough.types is None else rough.types[kept],
            kinds=None if rough.kinds is None else rough.kinds[kept],
            wears=None if rough.wears is None else rough.wears[kept],
            patterns=None if rough.patterns is None else rough.patterns[kept],
            sure=rough.sure,
        )

    def tagged_like(self, garment: Garment) -> Scores | None:
        """How likely each look wears the garment's type, by its tags; none where nobody says one."""
        guess = type_guess(garment)
        return None if guess is None or not self.tagged else self._tagged @ guess

    def wears_like(self, garment: Garment) -> Scores | None:
        """How likely each look wears the garment's type, by its whole photo; none where nobody can say."""
        guess = type_guess(garment)
        return None if guess is None or self._wears is None else self._wears @ guess

    def outfit(self, outfit: Sequence[float]) -> Scores | None:
        """How much each look wears of an outfit, by its photo and its tags; none where nobody can say."""
        if not outfit:
            return None
        said = (self._wears, self._tagged if self.tagged else None)
        shares = [shares_worn(wears, outfit) for wears in said if wears is not None]
        return np.mean(shares, axis=0) if shares else None

    def _kinds_like(self, garment: Garment) -> Scores | None:
        """How likely each worn garment is of the garment's type; none where either was not guessed."""
        guess = type_guess(garment)
        return None if guess is None or self._kinds is None else self._kinds @ guess

    def _patterns_like(self, garment: Garment) -> Scores | None:
        """1 for each worn garment patterned as the garment is, a half where nobody can say, else 0."""
        return None if garment.pattern in (None, PLAIN) else alike_in_pattern(garment, self._patterns)
