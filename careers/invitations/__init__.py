"""Employers invite people who agreed to be found, and learn who they are only from what these send."""
