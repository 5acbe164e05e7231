"""What an employer does: see how well people would suit a vacancy, invite some of them, see what came of it."""

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.database import db
from careers.errors import BadInput
from careers.fields import put_on_form
from careers.invitations import disclosure, policies, queries
from careers.invitations.blueprint import bp
from careers.invitations.commands import inviting as commands
from careers.invitations.forms import InvitePeopleForm
from careers.invitations.models import InvitationStatus
from careers.invitations.standing import outcome_of, row_for_employer
from careers.invitations.tokens import token_for
from careers.jobs.models import Vacancy
from careers.jobs.queries import get_job_of
from careers.web import say, signed_in_user


@bp.route("/provider/vacancies/<reference>/invitations", methods=["GET", "POST"])
@requires(Permission.INVITATION_SEND)
def invite_people(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    vacancy = get_job_of(user.organisation_id, reference)
    form = InvitePeopleForm()
    if form.validate_on_submit():
        try:
            chosen = set(form.people.data or ())
            found = _found(vacancy, chosen)
            invited = commands.invite_people(vacancy, found, message=form.message.data or "", by=user)
            if not invited:
                raise BadInput("people", "Those you chose can no longer be invited. Choose others from the new list")
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
        else:
            db.session.commit()
            say(_sent_in_words(invited, left_out=len(chosen) - invited))
            return redirect(url_for("invitations.invite_people", reference=reference))
    return _page(vacancy, form)


@bp.route("/provider/vacancies/<reference>/invitations/<invitation_reference>/take-back", methods=["POST"])
@requires(Permission.INVITATION_SEND)
def take_back_invitation(reference: str, invitation_reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    vacancy = get_job_of(user.organisation_id, reference)
    commands.take_back_invitation(queries.get_invitation(vacancy.id, invitation_reference), by=user)
    db.session.commit()
    say(f"Invitation {invitation_reference} is taken back")
    return redirect(url_for("invitations.invite_people", reference=reference))


def _page(vacancy: Vacancy, form: InvitePeopleForm) -> str:
    now, today = clock.now(), clock.today()
    invitations = queries.list_invitations(vacancy.id)
    why_not = policies.why_not_now(vacancy, today)
    found = [] if why_not else queries.suitable_people(vacancy, now=now)
    unnamed = sum(each.status is not InvitationStatus.ACCEPTED for each in invitations)
    is_enough = disclosure.is_enough(len(found), unnamed=unnamed)
    return render_template(
        "invitations/invite_people.html",
        vacancy=vacancy,
        form=form,
        why_not=why_not,
        groups=disclosure.seen_by_employer(found, vacancy_id=vacancy.id, secret=_secret()) if is_enough else [],
        room=policies.MOST_A_VACANCY - len(invitations),
        rules=policies,
        rows=[row_for_employer(invitation, today) for invitation in invitations],
        outcome=outcome_of(invitations),
        press=PressForm(),
    )


def _found(vacancy: Vacancy, tokens: set[str]) -> list[int]:
    """Return the candidates for whom tokens stand; a token of somebody who can be invited no more stands for nobody."""
    everybody = queries.suitable_people(vacancy, now=clock.now(), most=None)
    ids = [one.candidate_id for one in everybody]
    return [candidate_id for candidate_id in ids if token_for(_secret(), vacancy.id, candidate_id) in tokens]


def _secret() -> str:
    return str(current_app.secret_key)


def _sent_in_words(invited: int, *, left_out: int) -> str:
    people = "1 person is" if invited == 1 else f"{invited} people are"
    rest = f" {left_out} could not be invited any more." if left_out else ""
    return f"{people} invited. We have written to them.{rest}"
