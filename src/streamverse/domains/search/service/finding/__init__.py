"""Finding: a page of answers, and what stands beside it."""
