"""Photo, words and facets in; recommendations out. Synchronous; knows no Telegram and no SQL."""
