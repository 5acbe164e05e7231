"""The start page, the help pages, and the answers to "are you alive?"."""
