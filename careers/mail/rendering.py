"""Write the words of a message from its three templates: `<feature>/<name>.subject.txt`, `.txt` and `.html`.

The text and the light HTML extend `_layout.txt` and `_layout.html` and fill two blocks: `content`, and `why`,
which ends the sentence "You get this message because". The one thing to do is
`{{ action("Label", link("/path")) }}`, from `_action.txt` or `_action.html`. Both parts must say the same
words; a test holds them to it.
"""

import re
import textwrap
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from careers.config import ROOT
from careers.words import date_in_words, moment_in_words, time_in_words

LINE = 72
LONGEST_SUBJECT = 150

_environment = Environment(
    loader=FileSystemLoader(ROOT / "templates" / "emails"),
    autoescape=select_autoescape(["html"], default=False),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters.update(date_in_words=date_in_words, time_in_words=time_in_words, moment_in_words=moment_in_words)


class Rendered(NamedTuple):
    """The words of one message."""

    subject: str
    text: str
    html: str


def configure(*, public_url: str, service_name: str, council_name: str, contact_email: str, mail_from: str) -> None:
    """Tell the templates whose messages these are; called once, when the application is built."""

    def link(path: str) -> str:
        """Return the whole address of a path of this site."""
        if not re.match(r"/(?!/)", path):
            raise ValueError("a link in a message leads to a path of this site")
        return public_url + path

    _environment.globals.update(
        link=link,
        service_name=service_name,
        council_name=council_name,
        contact_email=contact_email,
        mail_from=mail_from,
    )


def whole_address(path: str) -> str:
    """Return the whole address of a path of this site, as the links in messages have it."""
    return str(_environment.globals["link"](path))  # type: ignore[operator]  # `configure` put a function there


def contact_address() -> str:
    """Return the council's own mailbox, for what somebody there must read although nobody has an account yet."""
    return str(_environment.globals["contact_email"])


def render(template: str, values: dict[str, object]) -> Rendered:
    """Return the words of the message `<feature>/<name>`; a value that is missing is an error."""
    subject, text, html = (
        _environment.get_template(f"{template}.{part}").render(values) for part in ("subject.txt", "txt", "html")
    )
    return Rendered(one_line(subject), wrap(text), html)


def one_line(text: str) -> str:
    """Return text as one printable line, cut when too long: no value may start another header."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    line = " ".join(printable.split())
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def wrap(text: str) -> str:
    """Return text in lines of at most 72 characters; links stay whole, list items are indented."""
    lines = [
        textwrap.fill(
            line.strip(),
            LINE,
            subsequent_indent="  " if line.lstrip().startswith("* ") else "",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.splitlines()
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
