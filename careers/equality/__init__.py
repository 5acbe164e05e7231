"""Equality questions after an application: asked, sealed, deleted at a wish, and counted for the board only."""
