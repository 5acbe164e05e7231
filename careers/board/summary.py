"""The sentence at the top of the board's page: what changed, in words, from the figures as published."""

from careers.board.figures import HIDDEN, Figure

NOTHING_YET = "Nobody has started work through this service yet. A post counts from the day a person starts."


def what_changed(filled: Figure) -> str:
    """Compare the last whole month with the month before it; `filled` has this month so far last."""
    if filled.is_empty:
        return NOTHING_YET
    before, last, _this_month = filled.breakdowns[0].lines[-3:]
    if last.count == HIDDEN:
        return f"How many posts were filled in {last.group} cannot be shown, to protect people."
    filled_last = f"{_about(int(last.count))} were filled in {last.group}"
    if before.count == HIDDEN:
        return f"{filled_last}. The number for {before.group} cannot be shown, to protect people."
    change = int(last.count) - int(before.count)
    if change == 0:
        return f"{filled_last}, about as many as in {before.group}."
    return f"{filled_last}, about {abs(change)} {'more' if change > 0 else 'fewer'} than in {before.group}."


def _about(count: int) -> str:
    return f"About {count} posts" if count else "No posts"
