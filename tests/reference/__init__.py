"""Tests of careers.reference."""
