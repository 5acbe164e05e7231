"""Tests of careers.screening."""
