"""How the bot bears what goes wrong between it and Telegram."""
