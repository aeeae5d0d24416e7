"""Damaged photos and distorted updates by the thousand: what the bot makes of them."""
