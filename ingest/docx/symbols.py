"""Fonts whose letters are painted as signs: which sign a letter of Symbol or Wingdings is."""

# Adobe's Symbol encoding, which Word's font of that name has: letters are Greek, others signs.
_GREEK = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL = _GREEK | {
    chr(code): sign
    for code, sign in {
        0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
        0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
        0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝",
        0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
        0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xC9: "⊃", 0xCA: "⊇",
        0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD5: "∏",
        0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐",
        0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
    }.items()
}  # fmt: skip
_WINGDINGS = {
    chr(code): sign
    for code, sign in {
        0x20: " ", 0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑",
        0x72: "❒", 0x75: "◆", 0x76: "❖", 0x78: "☒", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
        0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨",
        0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    }.items()
}  # fmt: skip
_WINGDINGS_2 = {
    chr(code): sign
    for code, sign in {
        0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐",
    }.items()
}  # fmt: skip
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {" ": " "},
    "webdings": {" ": " ", "a": "✓", "r": "✗", "c": "☐"},
}
_PRIVATE = range(0xF000, 0xF100)  # where Word keeps what it typed in such a font


def signs(text: str, font: str) -> tuple[str, bool]:
    """A text of a font as the signs that it paints, or nothing and True where there are letters of
    which the sign is not known: words in such a font are read by nobody.
    """
    known = _FONTS.get(font.strip().lower())
    if known is None:
        return text, False
    painted, lost = [], False
    for character in text:
        code = ord(character)
        plain = chr(code - 0xF000) if code in _PRIVATE else character
        kept = plain if known is _SYMBOL and not plain.isalpha() else ""
        sign = known.get(plain, kept)
        lost = lost or (not sign and plain.isalnum())
        painted.append(sign)
    return ("" if lost else "".join(painted)), lost


def sign(code: str, font: str) -> str:
    """The sign that a hexadecimal code paints in a font; "" where it is not known."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return signs(character, font)[0]
