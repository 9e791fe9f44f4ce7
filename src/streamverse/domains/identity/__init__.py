"""People: accounts, credentials, sign-in sessions, roles."""
