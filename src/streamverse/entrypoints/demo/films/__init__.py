"""The films, one module each: a scene, and the film's words and music."""
