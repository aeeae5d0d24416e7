"""Keywords as people type them, in Korean and English: taken apart, mended, understood."""
