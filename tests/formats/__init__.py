"""Tests of answering in another way."""
