"""Compare a message in the outbox with its expected text, the file tests/<feature>/emails/<name>.txt.

    assert_message("sign-in-code:1", reads="accounts/sign_in_code", to="person@example.com")

The file is the subject on a first line that starts with "Subject: ", an empty line, and the text.
"""

from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import sqlalchemy as sa

from careers.database import db
from careers.mail.models import OutboxMessage

TESTS = Path(__file__).parent


def read_expected(name: str) -> str:
    """Return the expected text of the message `<feature>/<name>`."""
    feature, _, message = name.partition("/")
    return (TESTS / feature / "emails" / f"{message}.txt").read_text()


def get_message(event_key: str) -> OutboxMessage:
    """Return the one message of an event."""
    return db.session.scalars(sa.select(OutboxMessage).where(OutboxMessage.event_key == event_key)).one()


def assert_message(event_key: str, *, reads: str, to: str) -> None:
    """Assert that an event's message goes to an address, reads as expected, and says the same in its HTML."""
    message = get_message(event_key)
    assert message.to_email == to
    assert f"Subject: {message.subject}\n\n{message.text}" == read_expected(reads)
    assert html_words(message.html or "") == text_words(message.text or "")


def text_words(text: str) -> list[str]:
    """Return the words of a text part, without its rule."""
    return [word for word in text.split() if word != "--------"]


def html_words(html: str) -> list[str]:
    """Return the words of an HTML part as its text has them: links as "label: address", items with a star."""
    root = html5lib.parse(html, treebuilder="etree", namespaceHTMLElements=False)
    body = root.find("body")
    assert body is not None
    return _words_of(body).split()


def _words_of(element: Element) -> str:
    inner = (element.text or "") + "".join(_words_of(child) + (child.tail or "") for child in element)
    if element.tag == "a":
        address, label = element.get("href", ""), inner.strip()
        return inner if address in {label, f"mailto:{label}"} else f"{label}: {address}"
    if element.tag == "li":
        return f" * {inner} "
    return f" {inner} " if element.tag in {"p", "div", "ul", "ol", "h1", "h2", "h3", "br", "tr", "td"} else inner
