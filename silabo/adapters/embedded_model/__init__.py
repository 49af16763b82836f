"""Embeds texts without a server: a small model in a confined process of this machine."""
