"""Rules of vacancies: which status follows which, what an advert must have, what the council sees first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from careers.errors import Conflict, NotAllowed
from careers.jobs.models import Opportunity, OpportunityStatus, PayPeriod, Vacancy
from careers.jobs.pay import PayCheck, check_pay
from careers.jobs.wording import Remark, find_remarks
from careers.reference.apprenticeships import Funding, funding_on, get_standard
from careers.reference.choices import Contract, Need, Rounds
from careers.reference.codes import get_main_service
from careers.reference.retention import kept_since
from careers.screening.bank import values

LONGEST_ADVERT = timedelta(days=90)
FARTHEST_START = timedelta(days=365)
CLOSING_AFTER_START = timedelta(days=28)
MOST_VALUES = 3
CLOSING_SOON = timedelta(days=7)

Status = OpportunityStatus

MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.IN_REVIEW, Status.LIVE, Status.WITHDRAWN}),
    Status.IN_REVIEW: frozenset({Status.LIVE, Status.WITHDRAWN}),
    Status.LIVE: frozenset({Status.PAUSED, Status.CLOSED, Status.WITHDRAWN}),
    # a pause must not be a way out of being withdrawn
    Status.PAUSED: frozenset({Status.LIVE, Status.CLOSED, Status.WITHDRAWN}),
    Status.CLOSED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}

VERBS = {
    Status.IN_REVIEW: "sent to the council",
    Status.LIVE: "shown",
    Status.PAUSED: "paused",
    Status.CLOSED: "closed",
    Status.WITHDRAWN: "withdrawn",
}

CHANGEABLE = frozenset({Status.DRAFT, Status.IN_REVIEW, Status.LIVE, Status.PAUSED})
FILLABLE = frozenset({Status.LIVE, Status.PAUSED, Status.CLOSED})
TEXTS = ("title", "description", "requirements", "training", "benefits")


class Step(StrEnum):
    """A page of the form that a vacancy is written on."""

    JOB = "job"
    PAY = "pay"
    ABOUT = "about"
    PEOPLE = "people"


@dataclass(frozen=True)
class Problem:
    """Something that keeps an advert from being shown: the step and field where it is mended, and how."""

    step: Step
    field: str
    sentence: str


def check_can_move(vacancy: Opportunity, to: Status) -> None:
    """Refuse a status that does not follow the present one."""
    if to not in MOVES[vacancy.status]:
        raise NotAllowed(f"This vacancy is {_as_said(vacancy.status)}, so it cannot be {VERBS[to]}.")


def check_can_change(vacancy: Vacancy) -> None:
    """Refuse changes to an advert that has ended."""
    if vacancy.status not in CHANGEABLE:
        is_now = _as_said(vacancy.status)
        raise NotAllowed(f"This vacancy is {is_now}, so it cannot be changed. Copy it to a new one instead.")


def check_can_fill(vacancy: Vacancy) -> None:
    """Refuse to fill a post of an advert that was never shown, or that the council took down."""
    if vacancy.status not in FILLABLE:
        raise NotAllowed(f"This vacancy is {_as_said(vacancy.status)}, so its posts cannot be filled.")


def check_can_publish(vacancy: Vacancy, today: date) -> None:
    """Refuse to show an advert that lacks something, with the first thing to mend."""
    problems = list_problems(vacancy, today)
    if problems:
        raise NotAllowed(f"{problems[0].sentence}.")


def check_can_approve(vacancy: Vacancy, today: date) -> None:
    """Refuse to approve an advert that is not waiting, or whose employer nobody has checked."""
    if vacancy.status is not Status.IN_REVIEW:
        raise NotAllowed(f"This vacancy is {_as_said(vacancy.status)}, so there is nothing to approve.")
    if not vacancy.organisation.is_verified:
        raise NotAllowed(f"Check {vacancy.organisation.name} first, then approve its vacancy.")
    check_can_publish(vacancy, today)


def check_is_as_seen(events_seen: int, *, events_now: int) -> None:
    """Refuse to approve an advert that its employer has changed since the page was opened."""
    if events_seen != events_now:
        raise Conflict("The employer has changed this vacancy since you opened the page. Read it again first.")


def list_problems(vacancy: Vacancy, today: date) -> list[Problem]:
    """Return everything that keeps an advert from being shown, in the order of the steps."""
    return [problem for rule in _RULES for problem in rule(vacancy, today)]


def has_pay(vacancy: Vacancy) -> bool:
    """Say whether pay and hours were given: until then a draft has no hours, and pays an unlawful penny."""
    return vacancy.hours_max_minutes > 0


def has_visits(service_code: int) -> bool:
    """Say whether people who work in a service travel between the homes of those they support."""
    return get_main_service(service_code).group == "Adult domiciliary"


def pay_check_of(vacancy: Vacancy) -> PayCheck:
    """Return whether pay is lawful at the start, with the sum. The vacancy must have pay and hours."""
    return check_pay(
        vacancy.pay_min_pence,
        is_yearly=vacancy.pay_period is PayPeriod.YEAR,
        starts_on=vacancy.starts_on,
        youngest_age=vacancy.youngest_age,
        is_apprenticeship=vacancy.contract is Contract.APPRENTICESHIP,
        weekly_minutes=vacancy.hours_max_minutes,
        contact_minutes=vacancy.contact_minutes or 0,
        unpaid_minutes=vacancy.unpaid_travel_minutes or 0,
    )


def closing_dates(vacancy: Vacancy | None, today: date) -> tuple[date, date]:
    """Return the first and last closing date allowed. An advert that was shown before may close today."""
    has_been_shown = vacancy is not None and vacancy.first_published_at is not None
    return (today if has_been_shown else today + timedelta(days=1), today + LONGEST_ADVERT)


def closing_soon(vacancies: Iterable[Vacancy], today: date) -> list[Vacancy]:
    """Return the live adverts of a list that close within a week, the next one first."""
    soon = [job for job in vacancies if job.status is Status.LIVE and today <= job.closes_on <= today + CLOSING_SOON]
    return sorted(soon, key=lambda job: job.closes_on)


def remarks_on(vacancy: Vacancy) -> list[tuple[str, Remark]]:
    """Return what to say about the wording of an advert, each with the field that it stands in."""
    return [(name, remark) for name in TEXTS for remark in find_remarks(getattr(vacancy, name))]


def list_warnings(vacancy: Vacancy) -> list[str]:
    """Return what the employer should think about again; what the council must see is in `list_review_reasons`."""
    wording = [f"“{remark.words}”: {remark.advice}" for _, remark in remarks_on(vacancy) if not remark.needs_review]
    pay = [pay_check_of(vacancy).warning] if has_pay(vacancy) else []
    funding = _funding(vacancy)
    return [*wording, *filter(None, pay), *filter(None, [funding.note if funding else None])]


def list_review_reasons(vacancy: Vacancy) -> list[str]:
    """Return why the council must look at an advert before it is shown; empty when it need not."""
    money = [
        f"The advert says “{remark.words}”. {remark.advice}" for _, remark in remarks_on(vacancy) if remark.needs_review
    ]
    if vacancy.organisation.is_verified:
        return money
    return ["The council has not checked this employer yet.", *money]


def _job_problems(vacancy: Vacancy, today: date) -> list[Problem]:
    problems = []
    if not vacancy.title:
        problems.append(Problem(Step.JOB, "title", "Enter the job title"))
    if vacancy.posts_filled >= vacancy.posts:
        more = f"Enter more than {vacancy.posts_filled}: that many posts are filled already"
        problems.append(Problem(Step.JOB, "posts", more))
    return problems


def _date_problems(vacancy: Vacancy, today: date) -> list[Problem]:
    problems = []
    if not today <= vacancy.starts_on <= today + FARTHEST_START:
        between = f"between {_day(today)} and {_day(today + FARTHEST_START)}"
        problems.append(Problem(Step.JOB, "starts_on", f"Enter a start date {between}"))
    first, last = closing_dates(vacancy, today)
    if not first <= vacancy.closes_on <= last:
        between = f"between {_day(first)} and {_day(last)}"
        problems.append(Problem(Step.JOB, "closes_on", f"Enter a closing date {between}"))
    elif vacancy.closes_on > vacancy.starts_on + CLOSING_AFTER_START:
        too_late = "Enter a closing date at most 4 weeks after the work starts, or a later start date"
        problems.append(Problem(Step.JOB, "closes_on", too_late))
    return problems


def _apprenticeship_problems(vacancy: Vacancy, today: date) -> list[Problem]:
    if vacancy.contract is not Contract.APPRENTICESHIP:
        return []
    if not vacancy.standard_ref:
        return [Problem(Step.JOB, "standard_ref", "Choose the apprenticeship standard")]
    funding = _funding(vacancy)
    if funding is None:
        return [
            Problem(
                Step.JOB,
                "standard_ref",
                f"We hold no standard {vacancy.standard_ref}. Choose one of the list",
            )
        ]
    if funding.is_funded:
        return []
    standard = get_standard(vacancy.standard_ref)
    no_funding = f"{standard.title} has no funding for a start on {_day(vacancy.starts_on)}. {funding.note or ''}"
    return [Problem(Step.JOB, "standard_ref", f"{no_funding.strip()} Choose another standard, or offer a job")]


def _pay_problems(vacancy: Vacancy, today: date) -> list[Problem]:
    if not has_pay(vacancy):
        return [Problem(Step.PAY, "pay_min_pence", "Add the pay and the hours")]
    problems = []
    if vacancy.hours_min_minutes == 0 and vacancy.contract is not Contract.ZERO_HOURS:
        no_hours = "Enter the fewest hours a week. Only a zero hours contract may have none"
        problems.append(Problem(Step.PAY, "hours_min_minutes", no_hours))
    if not vacancy.patterns:
        problems.append(Problem(Step.PAY, "patterns", "Choose when the work is"))
    if vacancy.unpaid_travel_minutes and not vacancy.contact_minutes:
        return [
            *problems,
            Problem(Step.PAY, "contact_minutes", "Enter the hours with people in a usual week"),
        ]
    refusal = pay_check_of(vacancy).refusal
    if refusal:
        problems.append(Problem(Step.PAY, "pay_min_pence", refusal.removesuffix(".")))
    return problems


def _about_problems(vacancy: Vacancy, today: date) -> list[Problem]:
    return [] if vacancy.description else [Problem(Step.ABOUT, "description", "Describe the work")]


def _people_problems(vacancy: Vacancy, today: date) -> list[Problem]:
    problems = []
    known, keys = {value.key for value in values()}, vacancy.value_keys
    if len(set(keys)) < len(keys) or len(keys) > MOST_VALUES or not known.issuperset(keys):
        problems.append(Problem(Step.PEOPLE, "value_keys", f"Choose up to {MOST_VALUES} values from the list"))
    if vacancy.driving is Need.NEEDED and vacancy.rounds not in {None, Rounds.CAR}:
        by_car = "Choose “By car”, or say that driving is not needed: people go from visit to visit without a car"
        problems.append(Problem(Step.PEOPLE, "rounds", by_car))
    return problems


_RULES: tuple[Callable[[Vacancy, date], list[Problem]], ...] = (
    _job_problems,
    _date_problems,
    _apprenticeship_problems,
    _pay_problems,
    _about_problems,
    _people_problems,
)


def _funding(vacancy: Vacancy) -> Funding | None:
    """Return the standard's funding on the start date; None without a standard or with an unknown one."""
    if not vacancy.standard_ref:
        return None
    try:
        return funding_on(vacancy.standard_ref, vacancy.starts_on)
    except LookupError:
        return None


def _as_said(status: Status) -> str:
    return {Status.DRAFT: "a draft", Status.IN_REVIEW: "with the council"}.get(status, status.value)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def is_gone(opportunity: Opportunity, now: datetime) -> bool:
    """Say whether an advert's page has had its time: the council took it down, or it closed long enough ago."""
    if opportunity.status is OpportunityStatus.WITHDRAWN:
        return True
    return opportunity.closed_at is not None and opportunity.closed_at < kept_since("advert-closed", now)
