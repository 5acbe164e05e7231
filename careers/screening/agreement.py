"""How far experts agree about a question, and which of its responses may be scored. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

import numpy as np
import scipy

from careers.screening.bank import MIDDLE

FEWEST_EXPERTS = 2
FEWEST_RESPONSES = 2


@dataclass(frozen=True, slots=True)
class Rules:
    """What experts' ratings must meet for a response, and a question, to be kept (care-domain 1.4; settings)."""

    most_spread: float = 1.0
    least_agreement: float = 0.6
    nearest_to_the_middle: float = 0.5


@dataclass(frozen=True, slots=True)
class Keyed:
    """One response after experts have rated it: its key (their mean), their spread, and why it is not kept, if so."""

    response_key: str
    key_rating: float
    spread: float
    reasons: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Whether the response may be scored."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class ExpertKey:
    """What experts' ratings of a question come to.

    `agreement` is Kendall's W, None when it is not available. `reasons` say why the question as a whole is not kept.
    """

    responses: tuple[Keyed, ...]
    experts: int
    agreement: float | None
    reasons: tuple[str, ...]

    @property
    def is_kept(self) -> bool:
        """Whether the question may go on to a pilot."""
        return not self.reasons


def kendalls_w(ratings: Sequence[Sequence[float]]) -> float | None:
    """Return how far raters agree about the order of responses: Kendall's coefficient of concordance, W.

    `ratings` has a row for each of m raters with a number for each of k responses. Formula, corrected for ties:
    W = 12 S / (m^2 (k^3 - k) - m sum(T)), S = sum over responses of (sum of ranks - m (k + 1) / 2)^2, T = sum over a
    rater's groups of t equal ratings of (t^3 - t). Range: 0 (no agreement) to 1 (one order). It is Friedman's chi
    squared / (m (k - 1)). None ("not available") with fewer than 2 raters or responses, or when every rater rated
    all responses alike. Source: Kendall and Babington Smith (1939). Raises ValueError for rows of unequal length.
    """
    if len({len(row) for row in ratings}) > 1:
        raise ValueError("each expert rates every response")
    raters = len(ratings)
    responses = len(ratings[0]) if ratings else 0
    if raters < FEWEST_EXPERTS or responses < FEWEST_RESPONSES:
        return None
    ranks = np.array([scipy.stats.rankdata(row) for row in ratings])
    squares = float(((ranks.sum(axis=0) - raters * (responses + 1) / 2) ** 2).sum())
    ties = sum(int((sizes**3 - sizes).sum()) for row in ratings for sizes in [np.unique(row, return_counts=True)[1]])
    most = raters**2 * (responses**3 - responses) - raters * ties
    return min(1.0, 12 * squares / most) if most else None


def expert_key(ratings: Mapping[str, Sequence[float]], *, rules: Rules | None = None) -> ExpertKey:
    """Return the key that experts' ratings give, and what may be kept.

    `ratings` holds, by response key, one rating from each expert in the same order of experts. The key is the mean
    (range: that of the scale), the spread the sample standard deviation (n - 1). A response is kept when the spread
    is at most 1.0 and the key further than 0.5 from the middle of the scale; a question when W over all its
    responses is at least 0.6 and two or more responses are kept (settings in `rules`). The reasons are sentences for
    an officer. Raises ValueError unless at least two experts rated every response.
    """
    rules = rules or Rules()
    experts = {len(row) for row in ratings.values()}
    if len(experts) != 1 or min(experts) < FEWEST_EXPERTS:
        raise ValueError("at least two experts rate every response")
    responses = tuple(_keyed(key, row, rules) for key, row in ratings.items())
    agreement = kendalls_w(list(zip(*ratings.values(), strict=True)))
    return ExpertKey(responses, experts.pop(), agreement, tuple(_faults(responses, agreement, rules)))


def _keyed(response_key: str, row: Sequence[float], rules: Rules) -> Keyed:
    key, spread = fmean(row), stdev(row)
    reasons = []
    if spread > rules.most_spread:
        reasons.append(
            f"The experts' ratings lie too far apart: their spread is {spread:.2f}, "
            f"and {rules.most_spread:.2f} is the most allowed."
        )
    if abs(key - MIDDLE) <= rules.nearest_to_the_middle:
        reasons.append(
            f"The key, {key:.2f}, is too near the middle of the scale: "
            f"it must be more than {rules.nearest_to_the_middle:.2f} away from {MIDDLE:g}."
        )
    return Keyed(response_key, key, spread, tuple(reasons))


def _faults(responses: Sequence[Keyed], agreement: float | None, rules: Rules) -> list[str]:
    faults = []
    if agreement is None:
        faults.append("Every expert rated all responses alike, so there is no order to agree on.")
    elif agreement < rules.least_agreement:
        faults.append(
            f"The experts do not agree enough about the order of the responses: Kendall's W is {agreement:.2f}, "
            f"and at least {rules.least_agreement:.2f} is needed."
        )
    kept = sum(response.is_kept for response in responses)
    if kept < FEWEST_RESPONSES:
        faults.append(f"Only {kept} of the responses can be kept, and at least {FEWEST_RESPONSES} are needed.")
    return faults
