"""A photo's colours in sRGB: a telephone saves wider ones (Display P3), and says so in a profile."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

PROFILE_BYTES = 4 * 1024 * 1024
"""A longer profile is not read: a printer's has 2 MB, a telephone's 600 bytes."""

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """A picture in RGB, or RGBA where something may be transparent, by the bytes of its ICC profile.

    One that is missing, broken, of another colour space or sRGB anyway changes nothing.
    """
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    plain = _converted(image, profile) or image.convert("RGB")
    if alpha is not None:
        plain.putalpha(alpha)
    return plain


def _converted(image: Image.Image, profile: object) -> Image.Image | None:
    if not isinstance(profile, bytes) or not 0 < len(profile) <= PROFILE_BYTES:
        return None
    try:
        opened = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = _MODES[opened.profile.xcolor_space.strip()]
        of_inks = mode == "CMYK", image.mode == "CMYK"
        if "srgb" in (opened.profile.profile_description or "").lower() or any(of_inks) != all(of_inks):
            return None
        return ImageCms.profileToProfile(image.convert(mode), opened, _SRGB, outputMode="RGB")
    except Exception:  # whoever wrote the profile chose what its reader raises; the pixels are sound
        return None
