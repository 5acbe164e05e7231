"""Tests of the career map."""
