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
from careers.invitations.commands.inviting import Sent
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
            sent = commands.invite_people(vacancy, _chosen(vacancy, form), message=form.message.data or "", by=user)
            if not sent.invited:
                raise BadInput("people", "Those you chose can no longer be invited. Choose others from the new list")
        except BadInput as refusal:
            db.session.rollback()
            put_on_form(form, refusal)
        else:
            db.session.commit()
            say(_sent_in_words(sent))
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


def _chosen(vacancy: Vacancy, form: InvitePeopleForm) -> list[int]:
    """Return the candidates whose tokens were chosen; a token that stands for nobody on the list is no choice."""
    tokens = set(form.people.data or ())
    found = queries.suitable_people(vacancy, now=clock.now())
    return [one.candidate_id for one in found if token_for(_secret(), vacancy.id, one.candidate_id) in tokens]


def _secret() -> str:
    return str(current_app.secret_key)


def _sent_in_words(sent: Sent) -> str:
    people = "1 person is" if sent.invited == 1 else f"{sent.invited} people are"
    left_out = ""
    if sent.left_out:
        left_out = f". {sent.left_out} could not be invited any more"
    return f"{people} invited. We have written to them{left_out}"
