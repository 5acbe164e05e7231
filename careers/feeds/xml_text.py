"""Any text as XML can carry it. Pure."""

import re

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_xml(text: str) -> str:
    """Return a text without the characters that no XML document may have, not even escaped."""
    return _NOT_XML.sub("", text)


def as_cdata(text: str) -> str:
    """Return a text as a CDATA section: as it is, but for its own "]]>", which would end the section."""
    return f"<![CDATA[{as_xml(text).replace(']]>', ']]]]><![CDATA[>')}]]>"
