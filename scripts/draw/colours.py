"""Colour rules: a season's palettes, each of quiet neutrals with one accent or tones of one family."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scheme:
    """One harmony. `main` is the largest piece, `base` the bottom, `light` what lies next to the skin."""

    name: str
    main: str
    base: str
    light: str
    accent: str
    leather: str
    wall: str
    moods: tuple[str, ...] = ()


SCHEMES: dict[str, tuple[Scheme, ...]] = {
    "spring": (
        Scheme(
            "cream and sage", "#a9b79a", "#e6dcc6", "#faf7ef", "#7c8f6d", "#9a6a44", "#d3d6cd", ("화사한",)
        ),
        Scheme(
            "sky and ecru",
            "#a9c3dc",
            "#e9e0cd",
            "#fbfaf6",
            "#5b82ad",
            "#b98b5e",
            "#cdd5da",
            ("화사한", "파스텔"),
        ),
        Scheme(
            "blush and grey",
            "#e3bdb6",
            "#a7a5a3",
            "#fbf7f4",
            "#c98480",
            "#7c5344",
            "#dcd3cf",
            ("파스텔", "로맨틱한"),
        ),
        Scheme(
            "navy and beige", "#2e3c58", "#cdbb9c", "#f7f3ea", "#b5483c", "#7a4a2c", "#cfd0cf", ("클래식",)
        ),
        Scheme(
            "butter and denim",
            "#f0dfa4",
            "#8fa6bf",
            "#fdfaf0",
            "#dba944",
            "#a4744b",
            "#d8d8d2",
            ("화사한", "컬러포인트"),
        ),
        Scheme(
            "lilac and stone", "#bfb3d3", "#c9c3b8", "#faf8fb", "#8470a8", "#6e5a50", "#d6d2d8", ("파스텔",)
        ),
        Scheme(
            "greige tones",
            "#c2b6a4",
            "#a5998a",
            "#f2ede4",
            "#8a7a66",
            "#7d5d45",
            "#d3cfc9",
            ("차분한", "톤온톤"),
        ),
        Scheme(
            "mint and white", "#b5d6c6", "#f0ece2", "#ffffff", "#5f9e86", "#8b6b52", "#c9d2ce", ("산뜻한",)
        ),
    ),
    "summer": (
        Scheme(
            "white and blue",
            "#7fa6cf",
            "#f0ebdf",
            "#ffffff",
            "#2f6fb3",
            "#a8794f",
            "#c7d1d8",
            ("시원한", "산뜻한"),
        ),
        Scheme(
            "linen tones",
            "#d8c8ab",
            "#bda988",
            "#faf6ec",
            "#96805f",
            "#91653f",
            "#d2cec6",
            ("내추럴", "톤온톤"),
        ),
        Scheme(
            "navy and white", "#2b3d63", "#f4f1ea", "#ffffff", "#c8443c", "#6f4a33", "#c9ced3", ("시원한",)
        ),
        Scheme(
            "coral accent",
            "#ef9a7e",
            "#efe6d6",
            "#fffaf4",
            "#d9674a",
            "#b07b52",
            "#d8d2ca",
            ("발랄한", "컬러포인트"),
        ),
        Scheme(
            "olive and ecru", "#7d8058", "#e2d6bd", "#f8f4e8", "#5b6140", "#7d5a3a", "#d0cfc6", ("내추럴",)
        ),
        Scheme(
            "lemon", "#f3df85", "#dcd6ca", "#fffdf2", "#e0b93a", "#9e744d", "#cfd3d4", ("발랄한", "화사한")
        ),
        Scheme("mono", "#2c2d31", "#5b5e64", "#f6f6f4", "#a9acb0", "#26211f", "#cbcbca", ("모던", "시크")),
        Scheme("aqua", "#93c9c8", "#f1ede3", "#ffffff", "#3d8f92", "#a2764f", "#cdd6d5", ("시원한",)),
    ),
    "autumn": (
        Scheme(
            "camel and brown",
            "#b5895a",
            "#5d4636",
            "#f1e8d8",
            "#8c4a2c",
            "#5a3622",
            "#cfc8be",
            ("클래식", "차분한"),
        ),
        Scheme(
            "khaki and black", "#6b6a4a", "#2b2a2a", "#e6dfcf", "#a8703c", "#2e2420", "#cbc9c2", ("빈티지",)
        ),
        Scheme(
            "burgundy",
            "#6f2b35",
            "#3b3d44",
            "#efe7dc",
            "#93404a",
            "#3f261f",
            "#d0cac6",
            ("클래식", "컬러포인트"),
        ),
        Scheme(
            "mustard and navy",
            "#c4933a",
            "#2d374e",
            "#f4eddd",
            "#a9752a",
            "#6a4127",
            "#cdcdcb",
            ("빈티지", "컬러포인트"),
        ),
        Scheme(
            "grey and camel",
            "#83858a",
            "#b89a74",
            "#f3efe8",
            "#5f6168",
            "#6b452d",
            "#cfcfce",
            ("모던", "차분한"),
        ),
        Scheme("forest", "#3c5445", "#b3a184", "#efe9db", "#27402f", "#5d3b25", "#ccccc5", ("내추럴",)),
        Scheme(
            "oat tones",
            "#cdb999",
            "#a48e70",
            "#f5efe2",
            "#8a7153",
            "#71503a",
            "#d4cfc7",
            ("톤온톤", "차분한"),
        ),
        Scheme("ink", "#2f3440", "#6a6d75", "#eceae6", "#8d929c", "#241f1e", "#c6c8ca", ("모던", "시크")),
    ),
    "winter": (
        Scheme(
            "black and grey",
            "#2a2a2d",
            "#55575d",
            "#eeece8",
            "#8e9198",
            "#221d1c",
            "#c9c9c8",
            ("모던", "시크"),
        ),
        Scheme(
            "camel and ivory",
            "#bb9263",
            "#e2d6c1",
            "#f8f3e8",
            "#8d6237",
            "#5c3a25",
            "#cbc5bc",
            ("우아한", "클래식"),
        ),
        Scheme(
            "charcoal and wine", "#43464d", "#2b2c31", "#efe9e2", "#7a2f3a", "#2d211e", "#cfcbc8", ("클래식",)
        ),
        Scheme(
            "navy and cream",
            "#26324d",
            "#3c4048",
            "#f5efe1",
            "#c9b48c",
            "#4c2f20",
            "#cbcdd0",
            ("차분한", "클래식"),
        ),
        Scheme(
            "winter white",
            "#ece6da",
            "#cfc6b6",
            "#ffffff",
            "#b09c7e",
            "#7d5d45",
            "#bfb8ae",
            ("우아한", "톤온톤"),
        ),
        Scheme(
            "forest and oat", "#34493d", "#c7b491", "#f3ecdc", "#8f5b33", "#4f3322", "#cac9c2", ("포근한",)
        ),
        Scheme(
            "grey tones",
            "#9a9ca0",
            "#6c6e73",
            "#f3f2f0",
            "#4a4c51",
            "#332a27",
            "#d3d3d2",
            ("톤온톤", "차분한"),
        ),
        Scheme(
            "red accent", "#b23a36", "#2e2f35", "#f5f0e8", "#8f2623", "#33231e", "#d0cdca", ("컬러포인트",)
        ),
    ),
}

WASHES = ("#5f83ad", "#8fabc9", "#33507a", "#2b3852", "#a9bfd3", "#43484f")
"""Denim, from mid blue over bleached and raw to washed black."""
THREAD = "#c8975a"
SUITS = ("#2c3650", "#3d4046", "#6d7076", "#28282c", "#8b8377", "#b8ab95")
NEUTRAL_SHOES = ("#f6f4ee", "#efe9dc", "#2a2a2c", "#f6f4ee")
