"""The second step: what was shown is judged, counted, and a sign-in is finished by it."""
