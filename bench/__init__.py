"""Measured speed: each figure beside a baseline of the same run, because machines differ and
share.
"""
