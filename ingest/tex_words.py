"""LaTeX's commands as far as they matter for what a source says."""

LEVELS = {
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "subsubsection": 5,
    "paragraph": 6,
    "subparagraph": 7,
    "frametitle": 4,
}
TABLES = {"tabular", "tabularx", "longtable", "tabulary", "tabu"}
VERBATIM = ("verbatim", "lstlisting", "minted", "comment", "filecontents")
MATHS = {"equation", "align", "gather", "multline", "eqnarray", "displaymath", "math"}
# Commands whose argument is left out, and what is told of it. A note of a slide is the speaker's;
# a footnote is read apart.
ASIDE = {
    **dict.fromkeys(("sout", "st", "xout", "cancel"), "struck_text"),
    "includegraphics": "picture_without_words",
    "note": "speaker_notes",
    "footnote": "",
}
# Commands whose arguments nobody sees, and how many they have.
UNSEEN = {
    **dict.fromkeys(("label", "ref", "eqref", "pageref", "cite", "citep", "citet", "index"), 1),
    **dict.fromkeys(("vspace", "hspace", "pagestyle", "thispagestyle", "bibliographystyle"), 1),
    **dict.fromkeys(
        ("usepackage", "input", "include", "bibliography", "color", "documentclass"), 1
    ),
    **dict.fromkeys(("phantom", "hphantom", "vphantom", "cline", "cmidrule", "rowcolor"), 1),
    **dict.fromkeys(("setlength", "addtolength", "setcounter", "newcommand", "renewcommand"), 2),
    "fontsize": 2,
}
SIGNS = {"ldots": "…", "dots": "…", "textbackslash": "\\", "euro": "€", "S": "§", "ss": "ß"}
SIGNS |= {"aa": "å", "ae": "æ", "oe": "œ", "o": "ø", "i": "i", "quad": " ", "qquad": " "}
# What stands on the letter that follows, as Unicode combines it.
ACCENTS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303"}
ACCENTS |= {"c": "\u0327", "=": "\u0304", ".": "\u0307", "v": "\u030c", "u": "\u0306"}
