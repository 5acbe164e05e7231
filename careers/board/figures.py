"""A figure as it is published: its lines, one and the same for the page and for the CSV file."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import StringIO
from typing import Literal, TypeAlias

from careers import clock
from careers.board.measures import Measure
from careers.board.periods import Period
from careers.board.suppression import Shown

HIDDEN: Literal["*"] = "*"
COLUMNS = (
    "measure",
    "area",
    "period_start",
    "period_end",
    "cut_off",
    "group",
    "numerator",
    "denominator",
    "rate",
    "low",
    "high",
    "suppressed",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Number: TypeAlias = int | Literal["*", ""]
"""A number as it is printed: "*" when it is hidden to protect people, nothing where there is none."""


@dataclass(frozen=True)
class Scope:
    """What all figures share: the area (codes joined by semicolons) and the cut-off (an aware moment)."""

    area: str
    cut_off: datetime

    @property
    def today(self) -> date:
        """The date of the cut-off in England."""
        return clock.local(self.cut_off).date()


@dataclass(frozen=True)
class Line:
    """One line of a figure. A count stands in the numerator, the people of a cohort in the denominator."""

    group: str
    period: Period
    numerator: Number = ""
    denominator: Number = ""
    rate: Number = ""
    low: Number = ""
    high: Number = ""

    @property
    def count(self) -> Number:
        """The count that the line is about."""
        return self.denominator if self.numerator == "" else self.numerator

    @property
    def is_suppressed(self) -> bool:
        """Whether something on the line is hidden to protect people."""
        return HIDDEN in (self.numerator, self.denominator, self.rate)


@dataclass(frozen=True)
class Breakdown:
    """The lines of one way to divide a figure. `dimension` names it, as in "job group"."""

    dimension: str
    title: str
    lines: tuple[Line, ...]
    is_long: bool = False

    @property
    def charted(self) -> tuple[Line, ...]:
        """The lines worth drawing: a long breakdown leaves its zeros to the table of the measure."""
        return tuple(line for line in self.lines if not self.is_long or line.count != 0)


@dataclass(frozen=True)
class Figure:
    """A measure's published lines: the headline, its breakdowns, and lines that stand beside them."""

    measure: Measure
    scope: Scope
    headline: Line
    breakdowns: tuple[Breakdown, ...] = ()
    asides: tuple[Line, ...] = ()
    warning: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        headline = self.headline
        return not any((headline.numerator, headline.denominator, headline.rate))

    def lines(self) -> Iterator[Line]:
        """Every line, in the order of the page, with the dimension before its group."""
        yield self.headline
        yield from self.asides
        for breakdown in self.breakdowns:
            for line in breakdown.lines:
                yield replace(line, group=f"{breakdown.dimension}: {line.group}")


def as_number(shown: Shown) -> Number:
    """A shown count as it is printed."""
    return HIDDEN if shown is None else shown


def csv_text(figure: Figure) -> str:
    """The figure as CSV (RFC 4180) with the board's columns; `rate` is in the measure's own unit."""
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    cut_off = clock.local(figure.scope.cut_off).isoformat(timespec="seconds")
    for line in figure.lines():
        writer.writerow(
            [
                figure.measure.key,
                inert(figure.scope.area),
                line.period.start.isoformat(),
                line.period.end.isoformat(),
                cut_off,
                inert(line.group),
                line.numerator,
                line.denominator,
                line.rate,
                line.low,
                line.high,
                "yes" if line.is_suppressed else "no",
            ]
        )
    return target.getvalue()


def inert(text: str) -> str:
    """The text as a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
