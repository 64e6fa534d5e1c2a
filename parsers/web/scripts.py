"""Scripts, styles and drawings taken out of a page's bytes before its tree is built.

They are two thirds of a news page and nothing that is read, but for linked data. Taking them out
first halves the work of decoding and of the tree. Only what plainly is one element is taken: from
an opening tag to the next end tag with no other opening tag between. All else is left for
the HTML parser, which knows every odd case, names in capitals among them. Works on the bytes of
every encoding in which ASCII letters are themselves; pages in UTF-16 come out as they went in.
"""

import re

# Up to the end tag or to the next opening tag of the same name, whichever is first, and never
# back: linear in the page whatever it leaves open.
_ELEMENT = re.compile(
    rb"<(?:s(?:cript(?=[\s>])[^<]*+(?:<(?!/?script)[^<]*+)*+(?:</script>|(?=<script))|"
    rb"tyle(?=[\s>])[^<]*+(?:<(?!/?style)[^<]*+)*+(?:</style>|(?=<style))|"
    rb"vg(?=[\s>])[^<]*+(?:<(?!/?svg)[^<]*+)*+(?:</svg>|(?=<svg))))"
)
_LINKED_DATA = re.compile(rb"ld\+json", re.IGNORECASE)
_MOST_LINKED_DATA = 200
_NAME = 4
_END = {b"<scr": b"</script>", b"<sty": b"</style>", b"<svg": b"</svg>"}


def take_scripts(html: bytes) -> tuple[bytes, list[bytes]]:
    """(the page without scripts, styles and drawings; the contents of its JSON-LD scripts)."""
    linked: list[bytes] = []
    # Names whose opening tag was followed by another one: the parser decides up to the end tag.
    unclear: set[bytes] = set()

    def cut(match: re.Match[bytes]) -> bytes:
        found = match[0]
        name = found[:_NAME]
        whole = found.endswith(_END[name])
        if not whole or name in unclear:
            (unclear.discard if whole else unclear.add)(name)
            return found
        opening = found.find(b">")
        if _LINKED_DATA.search(found, 0, opening) and len(linked) < _MOST_LINKED_DATA:
            linked.append(found[opening + 1 : found.rfind(b"</")])
        return b""

    return _ELEMENT.sub(cut, html), linked
