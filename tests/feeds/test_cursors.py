"""A cursor is read back as it was written, and anything else is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.errors import BadInput
from careers.feeds.cursors import Place, read_cursor, write_cursor

KEYS = st.integers(-(2**63) + 1, 2**63 - 1)
IDS = st.integers(0, 2**31 - 1)


@given(IDS, KEYS, st.sampled_from(["newest", "pay", "closing", "nearest"]))
def test_a_cursor_is_read_back_as_it_was_written(id_: int, key: int, sort: str) -> None:
    assert read_cursor(write_cursor(Place(sort, key, id_)), sort=sort) == (sort, key, id_)
    assert read_cursor(write_cursor(Place("", 0, id_)), sort="") == ("", 0, id_)


@given(IDS, KEYS)
def test_a_cursor_serves_only_the_sort_it_was_made_for(id_: int, key: int) -> None:
    for word, sort in ((write_cursor(Place("pay", key, id_)), "closing"), (write_cursor(Place("", 0, id_)), "pay")):
        with pytest.raises(BadInput):
            read_cursor(word, sort=sort)


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")), st.sampled_from(["", "pay"]))
def test_any_other_text_is_refused(word: str, sort: str) -> None:
    with pytest.raises(BadInput):
        read_cursor(word, sort=sort)


@pytest.mark.parametrize(
    "values", [["", 0, True], ["", 0, -1], ["", 0, 2**40], ["", 1.0, 3], ["", 2**63, 3], ["", 0, "3"]]
)
def test_what_no_item_has_is_refused(values: list[object]) -> None:
    with pytest.raises(BadInput):
        read_cursor(write_cursor(Place(*values)), sort="")  # type: ignore[arg-type]
