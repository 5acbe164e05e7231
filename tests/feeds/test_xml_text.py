"""Any text at all is well-formed XML, read back as it was but for what XML cannot carry."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from careers.feeds.xml import clean
from careers.feeds.xml_text import DECLARATION, as_cdata


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("]>[<&\x00\x0b\ufffe\r")))
def test_a_cdata_section_is_read_back_as_it_was(text: str) -> None:
    read = etree.fromstring(f"{DECLARATION}<a>{as_cdata(text)}</a>".encode()).text or ""

    assert read == clean(text).replace("\r\n", "\n").replace("\r", "\n")


def test_what_xml_cannot_carry_is_left_out() -> None:
    assert clean("a\x00b\x0bc\x1fd\ufffee\ud800f\tg\nh🏠") == "abcdef\tg\nh🏠"
