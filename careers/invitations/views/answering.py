"""What a person does: see who would like them to apply and why, say yes or no, choose whom to hear from."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import Permission, requires
from careers.accounts.forms import PressForm
from careers.candidates.queries import find_candidate
from careers.database import db
from careers.invitations import policies, queries
from careers.invitations.blueprint import bp
from careers.invitations.commands import answering as commands
from careers.invitations.forms import DeclineInvitationForm
from careers.invitations.models import InvitationStatus
from careers.invitations.standing import tag_for_person
from careers.jobs.cards import facts_of
from careers.matching.queries import fit_for
from careers.web import say, signed_in_user

MOST_FACTS = 7  # the rest stands in the advert


@bp.app_template_global()
def count_waiting_invitations() -> int:
    """Return how many invitations wait for the reader's answer."""
    return queries.count_waiting(signed_in_user().id, clock.today())


@bp.route("/account/invitations")
@requires(Permission.ACCOUNT_READ)
def list_invitations() -> ResponseReturnValue:
    user, today = signed_in_user(), clock.today()
    invitations = queries.list_own(user.id)
    return render_template(
        "invitations/list_invitations.html",
        candidate=find_candidate(user.id),
        waiting=[each for each in invitations if not policies.why_not_open(each, today)],
        ended=[(each, tag_for_person(each, today)) for each in invitations if policies.why_not_open(each, today)],
        refusals=queries.list_refusals(user.id),
        form=PressForm(),
    )


@bp.route("/account/invitations/<reference>")
@requires(Permission.ACCOUNT_READ)
def show_invitation(reference: str) -> ResponseReturnValue:
    user, today = signed_in_user(), clock.today()
    invitation = queries.get_own(user.id, reference)
    vacancy = invitation.vacancy
    return render_template(
        "invitations/show_invitation.html",
        invitation=invitation,
        vacancy=vacancy,
        facts=facts_of(vacancy, today=today)[:MOST_FACTS],
        fit=fit_for(invitation.candidate, vacancy),
        why_not=policies.why_not_open(invitation, today),
        is_accepted=invitation.status is InvitationStatus.ACCEPTED,
        form=PressForm(),
    )


@bp.route("/account/invitations/<reference>/accept", methods=["POST"])
@requires(Permission.INVITATION_ANSWER)
def accept_invitation(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    invitation = queries.get_own(user.id, reference)
    commands.accept_invitation(invitation, by=user)
    vacancy_reference = invitation.vacancy.reference
    db.session.commit()
    say("You said yes. Write your application here: the employer sees who you are only as that says.")
    return redirect(url_for("applications.start_application", reference=vacancy_reference))


@bp.route("/account/invitations/<reference>/decline", methods=["GET", "POST"])
@requires(Permission.INVITATION_ANSWER)
def decline_invitation(reference: str) -> ResponseReturnValue:
    user = signed_in_user()
    invitation = queries.get_own(user.id, reference)
    form = DeclineInvitationForm()
    if not form.validate_on_submit():
        return render_template("invitations/decline_invitation.html", invitation=invitation, form=form)
    commands.decline_invitation(invitation, reason=form.reason.data or "", from_now_on=form.from_now_on.data, by=user)
    db.session.commit()
    say("You said no thank you. It does not count against you.")
    return redirect(url_for("invitations.list_invitations"))


@bp.route("/account/invitations/employers/<slug>/allow", methods=["POST"])
@requires(Permission.INVITATION_ANSWER)
def allow_employer(slug: str) -> ResponseReturnValue:
    commands.allow_employer(queries.get_refusal(signed_in_user().id, slug))
    db.session.commit()
    say("This employer may invite you again")
    return redirect(url_for("invitations.list_invitations"))
