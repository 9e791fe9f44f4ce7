"""What an account signs in with: recognised by an id of ours, listed, renamed, signed out."""
