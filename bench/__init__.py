"""Measured speed and quality, each figure printed by a command of this folder."""
