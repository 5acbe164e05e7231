"""Any text as job sites' XML can carry it. Pure."""

from careers.feeds.xml import clean

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def as_cdata(text: str) -> str:
    """Return a text as a CDATA section: as it is, but for its own "]]>", which would end the section."""
    return f"<![CDATA[{clean(text).replace(']]>', ']]]]><![CDATA[>')}]]>"
