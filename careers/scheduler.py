"""The whole timetable: what runs, when and why.

`flask scheduler` runs it in a process of its own, never inside web workers, which would each run everything.
Any number of these processes may run: one holds the lease and works, the others stand by and take over when
it stops renewing. Every task takes `now`, commits for itself and is safe to run twice; it returns how many
things it did.
"""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import NamedTuple

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask

from careers import clock, lease
from careers.accounts import tasks as accounts
from careers.alerts import tasks as alerts
from careers.applications import tasks as applications
from careers.audit import tasks as audit
from careers.database import db, writing
from careers.equality import tasks as equality
from careers.finding import tasks as finding
from careers.interviews import tasks as interviews
from careers.invitations import tasks as invitations
from careers.jobs import tasks as jobs
from careers.logs import get_log
from careers.mail import tasks as mail
from careers.placements import tasks as placements
from careers.questions import tasks as questions
from careers.screening import tasks as screening

LEASE = "scheduler"
LEASE_SECONDS = 30
RENEW_SECONDS = 5

Done = int | Mapping[str, int]


class When(NamedTuple):
    """A moment that comes again, in words and as a trigger."""

    words: str
    trigger: BaseTrigger


def every(seconds: int) -> When:
    """Return a moment that comes again after so many seconds."""
    return When(f"every {seconds} seconds", IntervalTrigger(seconds=seconds))


def hourly(minute: int) -> When:
    """Return a minute of each hour."""
    return When(f"hourly at {minute} minutes past", CronTrigger(minute=minute, timezone=clock.LONDON))


def daily(hour: int, minute: int) -> When:
    """Return a time of each day in England; not from 1am to 2am, which can come twice or never."""
    return When(f"daily at {hour}:{minute:02d}", CronTrigger(hour=hour, minute=minute, timezone=clock.LONDON))


@dataclass(frozen=True)
class Task:
    """One line of the timetable. `is_frequent`: a run that did nothing leaves no line in the log."""

    name: str
    run: Callable[[datetime], Done]
    when: When
    why: str
    is_frequent: bool = False


RETENTION = "personal data are kept as long as the privacy page says"

TIMETABLE = (
    Task("send-mail", mail.send_waiting, every(3), "people wait for codes and answers", is_frequent=True),
    Task("close-vacancies", jobs.close_overdue, hourly(2), "an advert ends with its closing date"),
    Task(
        "tell-of-closures",
        applications.tell_of_closures,
        every(60),
        "applicants are told when an advert ends early",
        is_frequent=True,
    ),
    Task(
        "close-unanswered-applications",
        applications.close_unanswered,
        daily(8, 0),
        "nobody waits for ever; by day, as it sends messages",
    ),
    Task(
        "measure-again",
        applications.measure_again,
        every(60),
        "who answers in another way after applying is not worse off for it",
        is_frequent=True,
    ),
    Task("remind-of-closing", finding.remind_of_closing, daily(9, 0), "what a person saved must not slip away; by day"),
    Task("forget-old-saved", finding.forget_old_saved_adverts, daily(3, 35), RETENTION),
    Task("match-alerts", alerts.match_alerts, every(60), "alerts find what is new", is_frequent=True),
    Task(
        "send-alerts",
        alerts.send_alerts,
        every(60),
        "people hear of new work between 8am and 8pm, once a day at most",
        is_frequent=True,
    ),
    Task("forget-old-codes", accounts.forget_old_codes, daily(3, 30), "addresses are kept no longer than needed"),
    Task("forget-old-messages", mail.forget_old_messages, daily(3, 40), "addresses are kept no longer than needed"),
    Task("delete-old-drafts", applications.delete_old_drafts, daily(3, 45), RETENTION),
    Task("wipe-old-applications", applications.wipe_old_applications, daily(3, 50), RETENTION),
    Task(
        "forget-old-ratings",
        interviews.forget_old_ratings,
        daily(3, 52),
        "what assessors noted goes with the application",
    ),
    Task("forget-old-answers", applications.forget_old_answers, daily(3, 55), RETENTION),
    Task("forget-visitors", screening.forget_visitors, daily(4, 2), RETENTION),
    Task("forget-equality-answers", equality.forget_old_answers, daily(4, 0), RETENTION),
    Task("wipe-unagreed-referrals", placements.wipe_unagreed_referrals, daily(4, 5), RETENTION),
    Task("wipe-old-placements", placements.wipe_old_placements, daily(4, 10), RETENTION),
    Task("end-unanswered-alerts", alerts.end_unanswered, daily(4, 20), "nobody is written to who no longer cares"),
    Task("forget-old-alerts", alerts.forget_old_alerts, daily(4, 25), RETENTION),
    Task("forget-old-events", audit.forget_old_events, daily(4, 15), RETENTION),
    Task(
        "score-releases",
        questions.score_releases,
        every(60),
        "a release of the bank comes into force once everybody has their scores under it",
        is_frequent=True,
    ),
    Task("score-missing", questions.score_missing, hourly(27), "nobody is without a score after an upgrade"),
    Task("remind-experts", questions.remind_experts, daily(9, 10), "an expert's link ends; once, by day"),
    Task("forget-expert-addresses", questions.forget_expert_addresses, hourly(22), RETENTION),
    Task("expire-referrals", placements.expire_referrals, hourly(12), "a suggestion waits two weeks for its answer"),
    Task("expire-invitations", invitations.expire_invitations, hourly(14), "an invitation waits two weeks"),
    Task("warn-of-ends", invitations.warn_of_ends, daily(9, 10), "nobody stops being found without a word; by day"),
    Task("end-being-findable", invitations.end_being_findable, daily(4, 30), RETENTION),
    Task("delete-old-invitations", invitations.delete_old_invitations, daily(4, 35), RETENTION),
    Task("finish-placements", placements.finish_placements, hourly(17), "a placement ends with its planned weeks"),
    Task(
        "follow-applications",
        placements.follow_applications,
        every(60),
        "a referral to a vacancy stands where the application stands",
        is_frequent=True,
    ),
    Task(
        "note-sources",
        placements.note_sources,
        every(60),
        "the board counts posts that came from a referral or a placement",
        is_frequent=True,
    ),
)


def find_task(name: str) -> Task | None:
    """Return the task of a name, or None."""
    return next((task for task in TIMETABLE if task.name == name), None)


def run_task(app: Flask, task: Task) -> Done:
    """Run a task once, now, in a context of its own; return what it did."""
    with app.app_context(), writing():
        return task.run(clock.now())


class Turn:
    """Whose turn it is to run the timetable: this process's, or another's."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.holder = f"{socket.gethostname()[:40]}:{os.getpid()}:{os.urandom(4).hex()}"
        self.held_until: datetime | None = None
        self.was_held: bool | None = None

    def is_mine(self) -> bool:
        """Say whether this process still holds the lease; it ends by itself when it cannot be renewed."""
        return self.held_until is not None and clock.now() < self.held_until

    def renew(self) -> bool:
        """Take or renew the lease; return whether it is newly taken."""
        had_it, now = self.is_mine(), clock.now()
        with self.app.app_context(), writing():
            held = lease.hold(LEASE, self.holder, now=now, seconds=LEASE_SECONDS)
            db.session.commit()
        self.held_until = now + timedelta(seconds=LEASE_SECONDS) if held else None
        if held is not self.was_held:
            get_log().info("scheduler works" if held else "scheduler stands by", holder=self.holder)
            self.was_held = held
        return held and not had_it

    def give_back(self) -> None:
        """Give up the lease, so that a process standing by takes over at once."""
        with self.app.app_context(), writing():
            lease.release(LEASE, self.holder)
            db.session.commit()
        self.held_until = None


def run_logged(app: Flask, task: Task) -> None:
    """Run a task and log its start and end; a failure is logged and stops nothing else."""
    log, started = get_log().bind(task=task.name), time.perf_counter()
    log.debug("task starts")
    try:
        done = run_task(app, task)
    except Exception as error:
        log.error("task failed", exc_info=error)
        return
    count = done if isinstance(done, int) else sum(done.values())
    note = log.debug if task.is_frequent and not count else log.info
    note("task done", count=count, milliseconds=round((time.perf_counter() - started) * 1000))


def run_scheduler(app: Flask) -> None:
    """Run the timetable until SIGTERM or SIGINT, whenever this process holds the lease."""
    turn = Turn(app)
    scheduler = BlockingScheduler(
        timezone=UTC,
        # the lease has a thread of its own, so that slow tasks cannot keep it from being renewed
        executors={"default": ThreadPoolExecutor(4), "lease": ThreadPoolExecutor(1)},
        job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None},
    )
    for task in TIMETABLE:
        scheduler.add_job(_run_if_mine, task.when.trigger, args=[turn, task], id=task.name)
    renewals = IntervalTrigger(seconds=RENEW_SECONDS)
    scheduler.add_job(_renew, renewals, args=[turn, scheduler], executor="lease", next_run_time=clock.now())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    try:
        scheduler.start()
    except SystemExit:
        get_log().info("scheduler stops", holder=turn.holder)
    finally:
        if scheduler.running:
            scheduler.shutdown(wait=True)
        turn.give_back()


def _run_if_mine(turn: Turn, task: Task) -> None:
    if turn.is_mine():
        run_logged(turn.app, task)


def _renew(turn: Turn, scheduler: BlockingScheduler) -> None:
    if turn.renew():
        for task in TIMETABLE:  # whatever fell due while nobody held the lease is made up for
            scheduler.modify_job(task.name, next_run_time=clock.now())


def _stop(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)
