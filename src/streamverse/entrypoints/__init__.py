"""What starts a process; the only floor that knows every domain."""
