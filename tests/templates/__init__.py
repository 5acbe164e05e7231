"""Tests of the frame of every page and of its components."""
