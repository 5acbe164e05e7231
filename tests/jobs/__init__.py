"""Tests of careers.jobs."""
