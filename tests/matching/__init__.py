"""Tests of careers.matching."""
