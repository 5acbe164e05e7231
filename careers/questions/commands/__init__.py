"""What changes at the desk: questions, experts and keys, releases, files."""
