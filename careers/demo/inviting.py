"""Who lets employers invite them, and the invitations that wait: one for the demonstration's candidate among them."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from careers.accounts.models import User
from careers.candidates.models import Candidate
from careers.database import db
from careers.demo.employers import DEMO_EMPLOYER, Place
from careers.demo.world import Note, World
from careers.invitations import queries
from careers.invitations.models import Invitation, InvitationStatus
from careers.invitations.policies import LIFETIME
from careers.jobs.models import Vacancy
from careers.reference.choices import Need
from careers.screening.models import StoredScore

S = InvitationStatus

SHARE = 0.25
LONGEST_AGO = 60
CARE_WORKER = 8
LEAST_DAYS_LEFT = 10
MESSAGE = (
    "We are a small team and train everybody on the job. You would start beside somebody who knows the work, and we "
    "plan the rota together a month ahead."
)


def invite(world: World, user: User, hiring: tuple[Place, Vacancy], live: Sequence[tuple[Place, Vacancy]]) -> None:
    """Let a share of those who answered situations be found, invite two for the vacancy that shows hiring, and one user
    to another employer.
    """
    _let_be_found(world, user)
    place, vacancy = hiring
    near = [found.candidate_id for found in queries.suitable_people(vacancy, now=world.at(world.today, 0))]
    by_id = {one.id: one for one in db.session.scalars(sa.select(Candidate).where(Candidate.id.in_(near)))}
    own = db.session.scalars(sa.select(Candidate).where(Candidate.user_id == user.id)).one()
    sent = [
        _invite(world, place, vacancy, by_id[candidate_id], status, days_ago=4)
        for candidate_id, status in zip(sorted(near), (S.INVITED, S.DECLINED), strict=False)
    ]
    other = next((each for each in live if _would_ask(world, *each) and _can_ask(world, each[1], own)), None)
    if other is not None:
        sent.append(_invite(world, *other, own, S.INVITED, days_ago=2))
    world.keep(sent)
    for invitation in sent:
        about = invitation.candidate.user
        by = db.session.get(User, invitation.sent_by)
        world.note(Note(invitation.sent_at, "invitation.invited", invitation, by, about, after=S.INVITED))
        if invitation.ended_at is not None:
            world.note(
                Note(invitation.ended_at, "invitation.declined", invitation, about, about, S.INVITED, S.DECLINED)
            )


def _let_be_found(world: World, user: User) -> None:
    answered = sa.select(StoredScore.id).where(StoredScore.user_id == Candidate.user_id)
    people = db.session.scalars(
        sa.select(Candidate).where(answered.exists(), Candidate.lat.is_not(None)).order_by(Candidate.id)
    ).all()
    for candidate in people:
        if candidate.user_id == user.id or world.chance(SHARE):
            on = max(world.ago(world.between((3, LONGEST_AGO))), candidate.created_at.date() + timedelta(days=1))
            candidate.is_findable, candidate.findable_since = True, world.at(min(on, world.ago(3)), 19)
            since = candidate.findable_since
            world.note(Note(since, "candidate.findable", candidate, candidate.user, candidate.user))
    db.session.flush()


def _would_ask(world: World, place: Place, vacancy: Vacancy) -> bool:
    is_open_to_all = vacancy.driving is Need.NOT_NEEDED and vacancy.experience is Need.NOT_NEEDED
    stays_open = vacancy.closes_on >= world.today + timedelta(days=LEAST_DAYS_LEFT)
    return (
        place.employer.key != DEMO_EMPLOYER
        and is_open_to_all
        and stays_open
        and vacancy.role_code == CARE_WORKER
        and vacancy.posts_left > 0
    )


def _can_ask(world: World, vacancy: Vacancy, candidate: Candidate) -> bool:
    found = queries.suitable_people(vacancy, now=world.at(world.today, 0), most=None)
    return any(one.candidate_id == candidate.id for one in found)


def _invite(
    world: World, place: Place, vacancy: Vacancy, candidate: Candidate, status: InvitationStatus, *, days_ago: int
) -> Invitation:
    """Return an invitation that was sent some days ago, answered the day after unless it waits."""
    return Invitation(
        reference=world.reference("I"),
        vacancy=vacancy,
        candidate=candidate,
        organisation_id=vacancy.organisation_id,
        message=MESSAGE,
        status=status,
        sent_at=world.at(world.ago(days_ago), 14),
        sent_by=place.employer.manager.id,
        expires_on=min(world.ago(days_ago) + LIFETIME, vacancy.closes_on),
        ended_at=None if status is S.INVITED else world.at(world.ago(days_ago - 1), 18),
    )
