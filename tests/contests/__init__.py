"""Tests of contested answers."""
