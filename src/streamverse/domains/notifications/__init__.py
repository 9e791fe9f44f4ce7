"""Who hears about what, by which road: mail to begin with."""
