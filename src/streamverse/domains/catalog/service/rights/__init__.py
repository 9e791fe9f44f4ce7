"""Rights windows: who may write them, what is offered to whom and when."""
