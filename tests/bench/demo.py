"""Time the public pages on the demonstration data, and weigh what a first visit loads.

Each page is asked for 30 times by one client of a real gunicorn on this machine; the median counts.
Noise is up to a quarter.
"""

import gzip
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

from careers.config import ROOT
from tests.bench.stand import Stand
from tests.bench.table import Table

PORT = 5117
ROUNDS = 30
PAGES = (
    "/",
    "/jobs",
    "/jobs?q=care+assistant&place=Bletchley&miles=10&pattern=nights",
    "/jobs?q=crae+asistant&place=Bletchly",
    "{job}",
    "{placement}",
    "{employer}",
    "/pathways",
    "/pathways?place=Bletchley",
    "/pathways/roles/senior_care_worker",
    "/values",
    "/sign-in",
    "/help/privacy",
)


def fetch(path: str, *, packed: bool = False) -> tuple[int, bytes, float]:
    """Return status, body as sent and milliseconds of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    started = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"} if packed else {})
    answer = connection.getresponse()
    body = answer.read()
    milliseconds = (time.perf_counter() - started) * 1000
    connection.close()
    return answer.status, body, milliseconds


def first_visit(path: str) -> int:
    """Return the bytes that a browser loads for a page when it has nothing yet."""
    _, body, _ = fetch(path, packed=True)
    html = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    assets = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html.decode()))
    scripts = {f"/static/dist/{file.name}" for file in (ROOT / "careers/static/dist").glob("govuk-frontend*.js")}
    return len(body) + sum(len(fetch(asset, packed=True)[1]) for asset in assets | scripts)


def examples() -> dict[str, str]:
    """Return an address of each kind of page that depends on the data."""
    jobs = fetch("/jobs?kind=job")[1].decode()
    placements = fetch("/jobs?kind=placement")[1].decode()
    job = re.findall(r'href="(/jobs/V-[A-Z0-9]+)"', jobs)[0]
    employer = re.findall(r'href="(/employers/[^"]+)"', fetch(job)[1].decode())[0]
    return {
        "job": job,
        "placement": re.findall(r'href="(/placements/P-[A-Z0-9]+)"', placements)[0],
        "employer": employer,
    }


def wait_until_ready() -> None:
    """Wait until the server answers."""
    for _ in range(120):
        try:
            if fetch("/health/ready")[0] == 200:
                return
        except OSError:
            time.sleep(0.25)
    raise SystemExit("the server did not start")


def measure(_table: Table, _stand: Stand) -> None:
    """Load, serve, time, print."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"INSTANCE_PATH": folder, "FLASK_APP": "wsgi", "LOG_LEVEL": "ERROR"}
        flask = [sys.executable, "-m", "flask"]
        subprocess.run([*flask, "db", "upgrade"], check=True, env=environment, cwd=ROOT, capture_output=True)
        started = time.perf_counter()
        subprocess.run([*flask, "demo", "load"], check=True, env=environment, cwd=ROOT, capture_output=True)
        print(f"demonstration loaded in {time.perf_counter() - started:.1f} s")
        command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{PORT}", "wsgi:app"]
        with subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL) as server:
            try:
                wait_until_ready()
                known = examples()
                print(f"{'page':<66} {'median ms':>9} {'slowest':>8} {'first visit kB':>14}")
                for page in PAGES:
                    path = page.format(**known)
                    fetch(path)
                    answers = [fetch(path) for _ in range(ROUNDS)]
                    times = sorted(answer[2] for answer in answers)
                    worst = max(answer[0] for answer in answers)
                    weight = first_visit(path) / 1000
                    print(f"{path:<66} {statistics.median(times):>9.1f} {times[-1]:>8.1f} {weight:>14.1f}", end="")
                    print("" if worst == 200 else f"  status {worst}")
            finally:
                server.terminate()
