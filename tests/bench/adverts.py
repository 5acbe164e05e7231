"""The words of invented adverts: a title and 80 to 180 words, from the demonstration's sentences and word lists."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from careers.demo.banks import Kind, names, sentences
from careers.jobs.pay import format_hours
from tests.bench.dice import Dice

SETTINGS = {
    1: "nursing",
    2: "home",
    8: "visits",
    12: "own",
    54: "extra",
    55: "living",
    6: "day",
    16: "council",
    73: "visits",
}
FEWEST_WORDS, MOST_WORDS = 80, 180
LONGEST_TITLE = 100
VISITS = frozenset({8, 73})
CARE_WORKER = 8


@dataclass(frozen=True)
class Setting:
    """What an advert says of where the work is. Hours are minutes a week."""

    place: str
    organisation: str
    town: str
    service_code: int
    hours: tuple[int, int]


@lru_cache
def words() -> dict[str, Any]:
    """Return the lists that titles and sentences are filled from."""
    lists: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "words.json").read_text(encoding="utf-8"))
    return lists


@lru_cache
def first_names() -> tuple[str, ...]:
    """Return first names of people who live in England."""
    return tuple(name for group in names() for name in group.first)


def write_title(dice: Dice, kind: Kind, setting: Setting) -> str:
    """Return a title as employers write them: the role in one of its names, and often when, where or for whom."""
    lists = words()
    if dice.chance(0.2) or str(kind.role_code) not in lists["names"]:
        return dice.pick(kind.titles)
    key = "8v" if kind.role_code == CARE_WORKER and setting.service_code in VISITS else str(kind.role_code)
    pattern = dice.pick(kind.patterns)
    title = dice.pick(lists["shapes"]).format(
        name=dice.pick(lists["names"][key]),
        when=dice.pick(lists["when"][pattern]),
        town=setting.town,
        place=setting.place,
        focus=dice.pick(lists["focus"]),
        hours=format_hours(setting.hours[1]),
    )
    return str(title)[:LONGEST_TITLE]


def write_text(dice: Dice, kind: Kind, setting: Setting) -> str:
    """Return an advert's text: the place, its people, the day, the hours, then more until it is long enough."""
    bank, where = sentences(), SETTINGS.get(setting.service_code, "community")
    parts = [dice.pick(bank[f"{where}_place"]), dice.pick(bank[f"{where}_people"]), dice.pick(bank[f"{where}_feature"])]
    for group, number in kind.day:
        parts += dice.few(bank[group], number)
    parts.append(dice.pick(bank[kind.shape]))
    length = dice.between(FEWEST_WORDS, MOST_WORDS - 40)
    extra = dice.few(words()["extra"], 8)
    while extra and sum(part.count(" ") + 1 for part in parts) < length:
        parts.insert(dice.between(2, len(parts) - 1), extra.pop())
    return " ".join(parts).format_map(_Fillers(dice, setting))


class _Fillers(dict[str, str]):
    """Fills the blanks of sentences; a word list's name with a figure after it is one more draw from that list."""

    def __init__(self, dice: Dice, setting: Setting) -> None:
        low, high = map(format_hours, setting.hours)
        super().__init__(
            place=setting.place,
            org=setting.organisation,
            town=setting.town,
            hours=low if low == high else f"{low} to {high}",
            most=high,
        )
        self._dice = dice

    def __missing__(self, key: str) -> str:
        dice, lists, name = self._dice, words(), key.rstrip("23")
        if name in {"n", "bus", "mileage", "weeks"}:
            return str(dice.between(4, 60))
        if name == "first":
            return dice.pick(first_names())
        if name == "town":
            return invented_name(dice)
        if name == "street":
            return f"{invented_name(dice)} {dice.pick(lists['street'])}"
        return str(dice.pick(lists[name]))


def invented_name(dice: Dice) -> str:
    """Return a name that sounds like an English place and is none: "Larkmere"."""
    lists = words()
    return f"{dice.pick(lists['first_part'])}{dice.pick(lists['second_part'])}"
