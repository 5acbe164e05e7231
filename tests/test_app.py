"""What starting the service costs."""

import subprocess
import sys


def test_starting_loads_no_statistics() -> None:
    """They take 60 MB in each worker, and only the fairness desk and the keys of experts need them."""
    words = "import sys, careers.app; print('scipy.stats' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)

    assert answer.stdout == "False\n"
