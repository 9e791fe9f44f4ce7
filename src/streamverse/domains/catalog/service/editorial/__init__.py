"""The editorial flow: from draft to published and out again, and what is remembered of it."""
