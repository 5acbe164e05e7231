"""Addresses that nobody means well by, or that a broken program makes: the same seed gives the same ones."""

from collections.abc import Callable
from urllib.parse import quote, quote_from_bytes

from tests.bench.dice import Dice
from tests.bench.stand import Stand, scratch, serving
from tests.bench.table import Table

LONGEST_MILLISECONDS = 250.0
LONGEST_ADDRESS = 4_000  # gunicorn refuses a request line over 4094 bytes before we see it
FIELDS = (
    "q",
    "place",
    "miles",
    "kind",
    "role",
    "service",
    "pattern",
    "contract",
    "pay_min",
    "no_driving",
    "sort",
    "page",
)
NASTY = (
    "'; DROP TABLE opportunities; --",
    '" OR 1=1 --',
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% for x in range(10**9) %}",
    "(a+)+$" * 20,
    "((((((((((a*)*)*)*)*)*)*)*)*)*b",
    "\x00\x01\x1f\x7f care",
    "care\r\nSet-Cookie: a=b",
    "😀" * 100,
    "👩🏽‍⚕️ carer",
    "مساعد رعاية في لندن",
    "‮rerac‬ \u200f\u200e",
    "ﬁne ｃａｒｅ ½ ² Å Å",
    "İstanbul ßẞ ŉ ǅ",
    "\ud83d carer".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    '"' * 200,
    '"care assistant' * 14,
    '""  "" - -- --- -" "-',
    " ".join(["-care"] * 40),
    " ".join(["care"] * 40),
    " ".join(f"w{number}x" for number in range(60)),
    "care " + "a" * 190,
    "a" * 200,
    "٣ ٤ ५ Ⅷ",
    "1e309",
    "-1",
    "NaN",
    "9" * 200,
    "0x10",
    "../../etc/passwd",
    "%s%s%s%n",
    "$(reboot)`reboot`",
    "=cmd|' /C calc'!A0",
    "*" * 100 + "[" * 50 + "\\" * 40,
    "MK",
    "e1 e2 e3 e4 e5",
    "the and of to a in",
)
RAW = (
    "/jobs?" + "&".join(["pattern=nights"] * 250),
    "/jobs?" + "&".join(f"role={number}" for number in range(400)),
    "/jobs?" + "&".join(f"x{number}=1" for number in range(500)),
    "/jobs?q=%",
    "/jobs?q=%zz%ff%fe%00",
    "/jobs?q=%C0%AF%ED%A0%80",
    "/jobs?=&&&;;;===&q",
    "/jobs?q[]=care&q[0]=x&place.x=1",
    "/jobs?page=999999999999999999999&miles=-0&pay_min=1e400",
    "/jobs?page=10000&q=care",
    "/jobs?sort=fit&sort=nearest&sort=%00",
    "/jobs/V-%00",
    "/jobs/" + "V" * 3_000,
    "/jobs/%2e%2e%2f%2e%2e%2fetc",
    "/jobs/V-AAAAAA/" + "%F0%9F%98%80" * 200,
    "/placements/P-%27%20OR%201=1",
    "/employers/" + "%E2%80%AE" * 100,
    "/employers/%00",
)


def addresses(number: int, *, seed: int = 1) -> list[str]:
    """Return the known nasty ones, then so many random ones."""
    known = [f"/jobs?{field}={quote(text)}" for text in NASTY for field in ("q", "place")]
    known += [
        f"/jobs?q={quote(text)}&place=Leeds&{field}={quote(text[:60])}" for text in NASTY for field in FIELDS[2:5]
    ]
    dice = Dice(seed)
    return [address[:LONGEST_ADDRESS] for address in [*known, *RAW, *(_random(dice) for _ in range(number))]]


def _random(dice: Dice) -> str:
    pairs = [f"{_name(dice)}={dice.pick(_VALUES)(dice)}" for _ in range(dice.between(1, 12))]
    return "/jobs?" + dice.pick(("&", "&", "&", ";", "&&")).join(pairs)


def _name(dice: Dice) -> str:
    return dice.pick(FIELDS) if dice.chance(0.9) else quote(_any_text(dice))


def _any_text(dice: Dice) -> str:
    ranges = ((0, 0x7F), (0, 0x7F), (0x80, 0x24F), (0x370, 0x5FF), (0x600, 0x6FF), (0x2000, 0x206F), (0x1F300, 0x1F6FF))
    low, high = dice.pick(ranges)
    return "".join(chr(dice.between(low, high)) for _ in range(dice.between(0, 60)))


def _any_bytes(dice: Dice) -> str:
    return quote_from_bytes(bytes(dice.between(0, 255) for _ in range(dice.between(0, 80))))


def _words(dice: Dice) -> str:
    vocabulary = (
        "care",
        "cares",
        "nights",
        "-nights",
        '"care home"',
        '"',
        "-",
        "suport",
        "x",
        "zzzzqqq",
        "MK3",
        "in",
        "£12",
    )
    return quote(" ".join(dice.pick(vocabulary) for _ in range(dice.between(1, 80))))


def _percent(dice: Dice) -> str:
    return "".join(dice.pick(("%", "%2", "%25", "%zz", "%u0041", "+", "a")) for _ in range(dice.between(1, 50)))


def _number(dice: Dice) -> str:
    return dice.pick(("-1", "0", "1e9", "999999", "9" * 30, "1.5", "٣", "0x1", "+1", "1,000", "£13", "13.999"))


_VALUES: tuple[Callable[[Dice], str], ...] = (
    lambda dice: quote(_any_text(dice)),
    lambda dice: quote(dice.pick(NASTY)),
    _any_bytes,
    _words,
    _percent,
    _number,
)


def measure(table: Table, stand: Stand) -> None:
    """Ask for all of them one by one, and print the slowest and every answer that was a fault."""
    paths = addresses(2_000)
    with scratch(stand.rows, stand.database) as made, serving(made.environment) as server:
        seen = server.run(paths, seconds=0, connections=1)
    table.head(f"Hostile: {len(paths)} addresses, {stand.rows:,} adverts, one client")
    faults = {status: count for status, count in seen.statuses.items() if status == "0" or int(status) >= 500}
    answers = ", ".join(f"{count} x {status}" for status, count in sorted(seen.statuses.items()))
    table.line("answers", "none over 499", answers, reached=not faults)
    slowest = seen.slowest[0][0]
    measured = f"{slowest:.0f} ms; p95 {seen.p95:.0f} ms, median {seen.median:.0f} ms"
    table.line("slowest", f"<= {LONGEST_MILLISECONDS:.0f} ms", measured, reached=slowest <= LONGEST_MILLISECONDS)
    for milliseconds, path in seen.slowest:
        print(f"  {milliseconds:>7.1f} ms  {path[:140]}")
