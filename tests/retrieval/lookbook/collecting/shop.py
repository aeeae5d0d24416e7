"""A shop of outfit pages on this machine: most are sound, some broken, slow, or turned away for a while."""

from __future__ import annotations

import io
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
from PIL import Image

LOOKS = 240
A_PAGE = 40
SLOW, TURNED_AWAY, GONE, BROKEN, NO_PHOTO, TWIN, SECRET = 7, 11, 13, 17, 19, 23, 29
"""The looks that have trouble, by number. `SECRET` lies where robots.txt forbids to go."""


class Shop(ThreadingHTTPServer):
    """Counts what was asked for."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()
        self.not_modified = 0

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class Page(BaseHTTPRequestHandler):
    """One answer."""

    server: Shop

    def log_message(self, *args):
        """Keeps the tests' output clean."""

    def do_GET(self):
        self.server.asked[self.path] += 1
        self.server.agents.add(self.headers["User-Agent"])
        _, kind, *rest = self.path.split("/")
        match kind:
            case "robots.txt":
                self.answer(b"User-agent: *\nDisallow: /secret/\n", "text/plain")
            case "list":
                self.listing(int(rest[0]))
            case "look" | "secret":
                self.look(int(rest[0]))
            case "photo":
                self.answer(photo_of(int(rest[0])), "image/png")
            case _:
                self.answer(b"", status=404)

    def listing(self, page):
        version = f'"list-{page}"'
        if self.headers["If-None-Match"] == version:
            self.server.not_modified += 1
            self.answer(b"", status=304)
            return
        numbers = range(page * A_PAGE, min(LOOKS, (page + 1) * A_PAGE))
        links = [f'<a class=look href="/{"secret" if n == SECRET else "look"}/{n}">x</a>' for n in numbers]
        more = f'<a class=next href="/list/{page + 1}">next</a>' if numbers[-1] + 1 < LOOKS else ""
        self.answer(f"<html><body>{''.join(links)}{more}</body></html>".encode(), ETag=version)

    def look(self, number):
        if number == SLOW and self.server.asked[self.path] == 1:
            time.sleep(2.5)
        if number == TURNED_AWAY and self.server.asked[self.path] < 3:
            self.answer(b"", status=429, **{"Retry-After": "1"})
        elif number == GONE:
            self.answer(b"", status=404)
        elif number == BROKEN:
            self.answer(b"\xff\xfe<html><<<>")
        else:
            self.answer(outfit(number).encode())

    def answer(self, body, kind="text/html; charset=utf-8", status=200, **headers):
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if status != 304:
                self.wfile.write(body)
        except OSError:
            pass  # the collector was killed, or did not want to wait


def outfit(number):
    photo = "" if number == NO_PHOTO else f'<img id=outfit src="/photo/{TWIN if number == 24 else number}">'
    season = ("봄", "여름", "가을", "겨울")[number % 4]
    return f"""<html><body><h1> 코트와 니트를 입은  룩 {number}</h1>{photo}<ul><li>#코트<li>#니트</ul>
    <span class=who>{"여성" if number % 2 else "남성"}</span><span class=when>{season}</span></body></html>"""


def photo_of(number):
    rough = np.random.default_rng(number).integers(0, 255, (5, 4, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(rough).resize((64, 80)).save(file, "PNG")
    return file.getvalue()


@contextmanager
def shop() -> Iterator[Shop]:
    """Open as long as the block runs."""
    with Shop() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
