"""What this feature changes: whom it reminds."""

from datetime import date, datetime

from careers.finding import emails, queries


def remind_of_closing(candidate_id: int, *, now: datetime, today: date, today_began: datetime, closes_by: date) -> bool:
    """Write to a person about what closes soon on their list; return whether there was anything.

    Each advert is told once, and at most one message goes a day. Two schedulers at once wait for each other, and the
    second finds nothing left to tell.
    """
    candidate = queries.lock_candidate(candidate_id)
    due = queries.list_due(candidate_id, closes_by, today_began=today_began)
    if not due or not candidate.is_reminded:
        return False
    for saved in due:
        saved.reminded_at = now
    emails.send_closing_soon(candidate, due, today=today)
    return True
