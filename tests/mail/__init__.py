"""Tests of the outbox and its sending."""
