"""`make conformance`: one conversation is recorded and checked by TypeScript. Needs Node and its `npm`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from scripts.conformance.calls import call_the_rest
from scripts.conformance.recording import Answers, RecordedTown
from scripts.demo.__main__ import converse
from scripts.demo.person import Person

HERE = Path(__file__).parent
FOLDER = Path(".work/conformance")
HEAD = '// Written by `make conformance`.\nimport type { ApiMethods, Message } from "@grammyjs/types";\n\n'
ABSENT = "conformance: absent"
OPTIONS = ("--strict", "--noEmit", "--skipLibCheck", "--module", "nodenext", "--target", "es2022")


def main() -> int:
    """0 where every answer fits its type."""
    npm = shutil.which("npm")
    if npm is None:
        print("make conformance needs Node, with npm: https://nodejs.org", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", FOLDER)
    subprocess.run([npm, "install", "--no-audit", "--no-fund", "--silent"], cwd=FOLDER, check=True)
    answers = record()
    (FOLDER / "answers.ts").write_text(HEAD + typescript(answers), encoding="utf-8")
    checked = subprocess.run([npm, "exec", "--", "tsc", *OPTIONS, "answers.ts"], cwd=FOLDER, check=False)
    outcome = "see above" if checked.returncode else "they fit"
    print(f"{sum(map(len, answers.values()))} answers of {len(answers)} methods: {outcome}")
    return checked.returncode


def record() -> Answers:
    """A conversation with the real bot, then every method that it has no use for."""
    with tempfile.TemporaryDirectory() as folder, RecordedTown(Path(folder)) as town:
        person = Person(town.url)
        converse(person)
        town.stop_bot()
        call_the_rest(town.url, person.id)
        town.stop()
        return town.recorder.answers


def typescript(answers: Answers) -> str:
    """Each answer assigned to the type of its method's result."""
    lines = (
        f"export const {method}_{number}: {_type_of(method)} = {_literal(result)};\n"
        for method, results in sorted(answers.items())
        for number, result in enumerate(results)
    )
    return "\n".join(lines)


def _type_of(method: str) -> str:
    # For an edited caption the types name the caption alone; what is edited is a whole message.
    return "Message" if method == "editMessageCaption" else f'ReturnType<ApiMethods<never>["{method}"]>'


def _literal(result: Any) -> str:
    """JSON, but for what its types want spelled out: a replied message that has no reply in it."""
    return json.dumps(_spelled(result), ensure_ascii=False, indent=2).replace(f'"{ABSENT}"', "undefined")


def _spelled(value: Any) -> Any:
    match value:
        case {"reply_to_message": replied, **rest}:
            return {**_spelled(rest), "reply_to_message": {**_spelled(replied), "reply_to_message": ABSENT}}
        case dict():
            return {name: _spelled(each) for name, each in value.items()}
        case list():
            return [_spelled(each) for each in value]
    return value


if __name__ == "__main__":
    sys.exit(main())
