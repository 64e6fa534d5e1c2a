"""Depth of markup held within bounds before a tree is built of it."""

import re

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s>/]*|!--)[^>]*>?")
# Void elements and those whose end tag may be left out say nothing about depth.
_FLAT = frozenset(
    """area base br col embed hr img input link meta source track wbr html head body p li dt dd
    option optgroup tr td th thead tbody tfoot colgroup caption rb rt rtc rp""".split()  # noqa: SIM905 - a word list
)
# What stands inside these is no markup of the page, or (svg) drawing that may close itself.
_OPAQUE = {
    name: re.compile(end, re.IGNORECASE)
    for name, end in (
        ("script", "</script"),
        ("style", "</style"),
        ("svg", "</svg"),
        ("!--", "-->"),
    )
}


def limit_depth(text: str, most: int) -> str:
    """The page without the opening tags nested deeper than `most`, and without drawings.

    Linear in the text. It counts tags as they stand, which is near what the tree makes of them.
    """
    kept: list[str] = []
    depth = done = opaque_until = 0
    unclosed = set[str]()
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if tag.start() < opaque_until or name in _FLAT:
            continue
        if name in _OPAQUE and not tag[1] and name not in unclosed:
            # In the text as it is: in lower case some letters are two, and places would shift.
            closing = _OPAQUE[name].search(text, tag.start())
            opaque_until = closing.start() if closing else 0
            if closing is None:
                unclosed.add(name)
            elif name == "svg":
                kept.append(text[done : tag.start()])
                done = closing.start()
        elif tag[1]:
            depth = max(0, depth - 1)
        elif depth < most:
            depth += 1
        else:
            kept.append(text[done : tag.start()])
            done = tag.end()
    kept.append(text[done:])
    return "".join(kept)
