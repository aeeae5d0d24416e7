"""Where the measuring data lie, and where everything that is made of them is kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from retrieval import cutout, parsing
from retrieval.cutout import Cutter
from scripts.evaluate.kept import KeptCutter

ROOT = Path(__file__).resolve().parents[2]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Places:
    """`shared`: the measuring data, beside the project. `work`: kept things and reports, never committed."""

    shared: Path = ROOT.parent / "shared"
    work: Path = ROOT / ".work" / "evaluate"

    @property
    def there(self) -> bool:
        """Whether the measuring data are here at all."""
        return (self.looks / "masks").is_dir() and self.garments.is_dir()

    @property
    def looks(self) -> Path:
        return self.shared / "data" / "looks"

    @property
    def garments(self) -> Path:
        return self.shared / "data" / "garments"

    def u2netp(self) -> KeptCutter:
        """The cutter that the truth's colours come from; it must be the real one."""
        cutter = cutout.saliency_cutter(self._u2netp_setting())
        if cutter is None:
            log.warning("u2netp is not here: true colours come from the border cut, figures are not ours")
        return KeptCutter(cutter or cutout.make("border"), self.work / "cutouts")

    def cutter(self, setting: str) -> Cutter:
        """The cutter that is evaluated; what the parser reads is not kept, for reading it anew is quick."""
        if setting == "u2netp":
            return cutout.ReadingCutter(parsing.builtin(), self.u2netp())
        cutter = cutout.make(setting)
        return cutter if setting == "parser" else KeptCutter(cutter, self.work / "cutouts")

    def _u2netp_setting(self) -> str:
        beside = self.shared / "models" / "u2netp.onnx"
        return "u2netp" if cutout.model_file("u2netp") or not beside.exists() else str(beside)
