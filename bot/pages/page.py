"""The frame of every page: one file, no script, nothing fetched, light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --ink: #222; --soft: #6b6b6b; --paper: #fdfcfa; --card: #f2efe9;
  --bar: #3d6b8f; --must: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --soft: #a09d96; --paper: #191817;
  --card: #262422; --bar: #7fb0d6; --must: #ff8a80; } }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.2rem 4rem; background: var(--paper);
  color: var(--ink); font: 16px/1.55 system-ui, "Noto Sans KR", sans-serif; }
h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2.4rem 0 .6rem; }
p.soft, figcaption, small { color: var(--soft); } .must { color: var(--must); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1.2rem; }
figure { margin: 0; padding: .9rem; background: var(--card); border-radius: .6rem; }
figcaption { margin-bottom: .5rem; } svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--ink); font-size: 11px; } svg .soft { fill: var(--soft); }
svg .bar { fill: var(--bar); } svg .line { stroke: var(--bar); fill: none; stroke-width: 2; }
ul { padding-left: 1.1rem; } .examples { display: flex; flex-wrap: wrap; gap: .7rem; margin: .6rem 0 1rem; }
.examples figure { width: 7.2rem; padding: .45rem; font-size: .72rem; overflow-wrap: anywhere; }
.examples img { width: 100%; border-radius: .35rem; } .swatches { display: flex; flex-wrap: wrap; }
"""


def page(title: str, about: str, parts: Iterable[str]) -> str:
    """A whole page in HTML from parts that are HTML already."""
    body = "\n".join(parts)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p class="soft">{escape(about)}</p>
{body}
</main>
</body>
</html>
"""


def figure(caption: str, drawing: str) -> str:
    """A plot with its caption."""
    return f"<figure><figcaption>{escape(caption)}</figcaption>{drawing}</figure>"
