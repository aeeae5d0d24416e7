"""The models' process cannot take the machine's memory, and leaves no core file."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import resource
from bot.models import confinement
confinement.MOST_DATA = 1024**3
confinement.confine()
assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
try:
    bytearray(2 * 1024**3)
except MemoryError:
    print("refused")
"""


def test_more_memory_than_that_is_refused() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.stdout == "refused\n", done.stderr


def test_the_models_process_confines_itself_first() -> None:
    script = "import bot.models.process as p; p.confine = lambda: exit(7); p.main()"
    done = subprocess.run([sys.executable, "-c", script], stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 7
