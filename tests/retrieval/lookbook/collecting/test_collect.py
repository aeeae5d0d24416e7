"""The collector takes what it may, once, politely, and goes on after a kill."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

pytest.importorskip("scrapy")

from retrieval.errors import LookbookError
from retrieval.lookbook import schema
from retrieval.lookbook.collecting.job import Job
from retrieval.lookbook.collecting.manners import asked_wait
from retrieval.lookbook.collecting.profile import Profile
from tests.retrieval.lookbook.collecting.shop import (
    BROKEN,
    GONE,
    LOOKS,
    NO_PHOTO,
    SECRET,
    TURNED_AWAY,
    shop,
)

PROFILE = """
name: Shop
permission: {{from: the shop's keeper, date: 2026-10-01, for: all outfit pages}}
contact: mailto:owner@example.org
start: ["{address}/list/{first}"]
list: {{look: "a.look::attr(href)", next: "a.next::attr(href)"}}
look:
  {{photo: "#outfit::attr(src)", title: h1::text, tags: li::text, gender: .who::text, seasons: .when::text}}
fixed: {{credit: the shop, style: casual}}
delay: 0.01
timeout: 2
"""
COLLECT = """
import sys
from pathlib import Path
from retrieval.lookbook.collecting.collect import collect
from retrieval.lookbook.collecting.profile import Profile
limit = int(sys.argv[4]) or None
report = collect(Profile.of(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3]), limit)
print(report.added, report.known)
for where, reason in report.skipped:
    print(where, reason)
"""


@pytest.fixture
def site():
    with shop() as open_shop:
        yield open_shop


def profile(folder, site, first=0):
    path = folder / "profile.yaml"
    path.write_text(PROFILE.format(address=site.address, first=first), encoding="utf-8")
    return path


def command(folder, site, limit=0, first=0):
    words = (profile(folder, site, first), folder / "job", folder / "book", limit)
    return [sys.executable, "-c", COLLECT, *map(str, words)]


def run(words):
    root = Path(__file__).parents[4]
    return subprocess.run(words, cwd=root, capture_output=True, text=True, check=True).stdout


def test_a_whole_site(tmp_path, site):
    out = run(command(tmp_path, site))
    looks = schema.read(tmp_path / "book").looks
    assert len(looks) == LOOKS - 5  # gone, broken, without photo, forbidden, a twin
    look = next(look for look in looks if look.title.endswith("룩 9"))
    assert (look.gender, look.seasons, look.tags) == ("women", {"summer"}, ("코트", "니트"))
    assert (look.credit, look.style, look.link) == ("the shop", "casual", f"{site.address}/look/9")
    assert f"/look/{GONE} The site answered 404." in out
    assert f"/look/{BROKEN} It shows no photo." in out
    assert f"/look/{NO_PHOTO} It shows no photo." in out
    assert "Another look has the same photo." in out
    assert "robots.txt" in out
    assert site.asked[f"/secret/{SECRET}"] == 0
    assert site.asked[f"/look/{TURNED_AWAY}"] == 3
    assert site.agents == {"codibot (+mailto:owner@example.org)"}
    assert (tmp_path / "job/permission.txt").read_text().startswith("the shop's keeper, 2026-10-01")
    again(tmp_path, site)


def again(tmp_path, site):
    """List pages are asked for by version, looks that are there not at all."""
    before = sum(count for path, count in site.asked.items() if path.startswith("/photo/"))
    assert run(command(tmp_path, site)).split()[0] == "0"
    assert site.not_modified == LOOKS / 40
    assert sum(count for path, count in site.asked.items() if path.startswith("/photo/")) <= before + 1


def test_limits_and_kills_lose_and_double_nothing(tmp_path, site):
    last_page = LOOKS // 40 - 1
    assert run(command(tmp_path, site, limit=5, first=last_page)).split()[0] == "5"
    words = command(tmp_path, site, first=last_page)
    for wait in (0.9, 1.3):
        with subprocess.Popen(words, cwd=Path(__file__).parents[4], stderr=subprocess.DEVNULL) as running:
            asked = site.asked.total()
            while site.asked.total() < asked + 8 and running.poll() is None:
                time.sleep(0.02)
            time.sleep(wait / 10)
            running.send_signal(signal.SIGKILL)
    run(words)
    links = [look.link for look in schema.read(tmp_path / "book").looks]
    assert len(links) == len(set(links)) == 40


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            ("permission: {from: the shop's keeper, date: 2026-10-01, for: all outfit pages}\n", ""),
            "permission",
        ),
        (("date: 2026-10-01", "date: soon"), "is no date"),
        (("from: the shop's keeper", "from: ''"), "owner's permission"),
        (("contact:", "# contact:"), "contact is missing"),
        (("start:", "begin:"), "begin is no key"),
        (("http://", "ftp://"), "start names no"),
        (("photo: ", "picture: "), "selector"),
        (("title: ", "name: "), "look has no name"),
        (("delay: 0.01", "delay: slow"), "delay 'slow' is no number of seconds"),
        (("delay: 0.01", "delay: .nan"), "delay nan is no number"),
        (("delay: 0.01", "delay: [1]"), "delay"),
        (("timeout: 2", "timeout: -1"), "timeout -1 is no number"),
        (("timeout: 2", "photo_hosts: 7"), "photo_hosts must be a list"),
        (('["http://127.0.0.1:9/list/0"]', "5"), "start must be a list"),
        (("http://127.0.0.1:9", "https://[x"), "start names no"),
        (("2026-10-01", "2026-13-41"), "cannot be read as YAML"),
    ],
)
def test_a_profile_that_is_not_enough_is_refused(tmp_path, change, says):
    class Nowhere:
        address = "http://127.0.0.1:9"

    path = profile(tmp_path, Nowhere)
    path.write_text(path.read_text().replace(*change))
    with pytest.raises(LookbookError, match=says):
        Profile.of(path)


def test_a_job_forgets_what_a_kill_cut_short(tmp_path, site):
    read = Profile.of(profile(tmp_path, site))
    job = Job.open(tmp_path / "job", read)
    (tmp_path / "job/photos/full").mkdir()
    for name in ("whole", "torn"):
        (tmp_path / f"job/photos/full/{name}.jpg").write_bytes(b"x")
    job.add({"link": "l", "photo": "full/whole.jpg", "checksum": "c"})
    with (tmp_path / "job/looks.jsonl").open("ab") as lines:
        lines.write(b'{"link": "m", "pho')
    job = Job.open(tmp_path / "job", read)
    assert job.addresses == {"l"}
    assert [path.name for path in (tmp_path / "job/photos/full").iterdir()] == ["whole.jpg"]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7),
        ("100000", 120),
        ("", 1),
        ("soon", 1),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 1),
        ("Wed, 21 Oct 2015 07:28:00 -0000", 1),
        ("Wed, 21 Oct 2105 07:28:00 GMT", 120),
    ],
)
def test_a_site_that_asks_for_later_is_waited_for(said, seconds):
    assert asked_wait(said) == seconds


def test_a_site_that_asks_by_a_time_is_waited_for_until_then():
    soon = datetime.now(UTC) + timedelta(seconds=90)
    assert 60 < asked_wait(format_datetime(soon, usegmt=True)) <= 90
