"""The choices that adverts and people share: when the work is, its contract, whether driving matters."""

from enum import StrEnum


class Pattern(StrEnum):
    """When the work is. The values are the search query's words."""

    FULL_TIME = "full-time"
    PART_TIME = "part-time"
    BANK = "bank"
    NIGHTS = "nights"
    WEEKENDS = "weekends"
    DAYS = "days"
    SCHOOL_HOURS = "school-hours"
    LIVE_IN = "live-in"


class Contract(StrEnum):
    """How the work is contracted. The values are the search query's words."""

    PERMANENT = "permanent"
    FIXED_TERM = "fixed-term"
    ZERO_HOURS = "zero-hours"
    APPRENTICESHIP = "apprenticeship"


class Need(StrEnum):
    """How much something matters for a post."""

    NOT_NEEDED = "not needed"
    HELPFUL = "helpful"
    NEEDED = "needed"


class Rounds(StrEnum):
    """How people who give care at home get from one visit to the next."""

    WALKED = "walked"
    BIKE = "by bike"
    CAR = "by car"
    PUBLIC_TRANSPORT = "by public transport"


PATTERN_LABELS: dict[Pattern, str] = {
    Pattern.FULL_TIME: "Full time",
    Pattern.PART_TIME: "Part time",
    Pattern.BANK: "Bank (work when you choose)",
    Pattern.NIGHTS: "Nights",
    Pattern.WEEKENDS: "Weekends",
    Pattern.DAYS: "Days",
    Pattern.SCHOOL_HOURS: "School hours",
    Pattern.LIVE_IN: "Live-in",
}

ROUNDS_LABELS: dict[Rounds, str] = {
    Rounds.WALKED: "On foot",
    Rounds.BIKE: "By bike",
    Rounds.CAR: "By car",
    Rounds.PUBLIC_TRANSPORT: "By public transport",
}

CONTRACT_LABELS: dict[Contract, str] = {
    Contract.PERMANENT: "Permanent",
    Contract.FIXED_TERM: "Fixed term",
    Contract.ZERO_HOURS: "Zero hours",
    Contract.APPRENTICESHIP: "Apprenticeship",
}
