"""The feeds that other job sites fetch: only the adverts of employers who allow it."""

from collections.abc import Iterator
from datetime import date

from flask import Response, current_app, request, stream_with_context
from flask.typing import ResponseReturnValue

from careers import clock
from careers.access import public
from careers.feeds import adverts, find_a_job, indeed
from careers.feeds.blueprint import bp
from careers.feeds.freshness import when_changed
from careers.web import limiter

for_job_sites = limiter.shared_limit("30 per minute", scope="job sites")


@bp.route("/feeds/find-a-job.xml")
@public
@for_job_sites
def find_a_job_vacancies() -> ResponseReturnValue:
    def document() -> Response:
        today = clock.today()
        rows = adverts.each_to_list(today, since=_since())
        return _xml(find_a_job.to_list(rows, today=today, site=_site()))

    response = when_changed(document, with_permission=True)
    response.headers["Link"] = f'<{_site()}/feeds/find-a-job-expired.xml>; rel="related"'
    return response


@bp.route("/feeds/find-a-job-expired.xml")
@public
@for_job_sites
def find_a_job_expired() -> ResponseReturnValue:
    return when_changed(
        lambda: _xml(find_a_job.to_take_down(adverts.each_to_take_down(clock.today()))), with_permission=True
    )


@bp.route("/feeds/indeed.xml")
@public
@for_job_sites
def indeed_jobs() -> ResponseReturnValue:
    def document() -> Response:
        _, changed_at = adverts.newest_change()
        return _xml(
            indeed.job_feed(
                adverts.each_to_list(clock.today()),
                site=_site(),
                publisher=current_app.config["SERVICE_NAME"],
                built_at=changed_at or clock.now(),
            )
        )

    return when_changed(document, with_permission=True)


def _xml(pieces: Iterator[str]) -> Response:
    """Send a document as it is made, so that a long one takes no more memory than a short one."""
    return Response(stream_with_context(pieces), mimetype="application/xml")


def _since() -> date | None:
    """Return the day that `since` names; what cannot be understood is ignored."""
    try:
        return date.fromisoformat(request.args.get("since", ""))
    except ValueError:
        return None


def _site() -> str:
    site: str = current_app.config["PUBLIC_URL"]
    return site
