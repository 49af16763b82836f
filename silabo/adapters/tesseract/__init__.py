"""Reads pictures of pages by Debian's tesseract-ocr, each in a confined process of its own."""
