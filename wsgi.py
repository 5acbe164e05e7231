"""Build the application for a web server and for the `flask` command."""

import sys

from careers.app import create_app
from careers.config import BadSetting

try:
    app = create_app()
except BadSetting as refusal:
    sys.stderr.write(f"{refusal}\n")
    sys.exit(2)
