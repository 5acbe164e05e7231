"""Tests of the pages of what matters to you."""
