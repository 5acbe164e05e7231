"""Tests of interview guides and of what assessors heard."""
