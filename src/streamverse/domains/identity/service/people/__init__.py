"""What operators do about people: find, suspend, give roles, look on."""
