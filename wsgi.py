"""Build the application for a web server and for the `flask` command."""

from careers.app import create_app

app = create_app()
