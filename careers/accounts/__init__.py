"""Users, signing in by an e-mailed code, and roles. Not what a candidate or a provider is: that is theirs."""
