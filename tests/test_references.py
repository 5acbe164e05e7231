"""References as people type them."""

import pytest

from careers.references import read_reference


@pytest.mark.parametrize("typed", ["V-7KQ3MX", "v-7kq3mx", " v7kq3mx ", "V 7KQ3MX", "V\u20137KQ3MX"])
def test_a_reference_is_read_however_it_is_typed(typed: str) -> None:
    assert read_reference(typed, prefixes="VP") == "V-7KQ3MX"


@pytest.mark.parametrize(
    "typed", ["", "V-7KQ3M", "V-7KQ3MXX", "V-7KQ3ME", "A-7KQ3MX", "carer V-7KQ3MX", "V-7KQ3M\u212a", "-V7KQ3MX"]
)
def test_what_is_not_one_reference_alone_is_none(typed: str) -> None:
    assert read_reference(typed, prefixes="VP") is None
