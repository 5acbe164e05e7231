"""Tests of careers.geo."""
