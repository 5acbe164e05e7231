"""Tests of careers.board."""
