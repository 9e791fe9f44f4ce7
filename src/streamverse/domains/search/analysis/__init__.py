"""Words as the index keeps them: pure functions, no I/O.

The index takes no analysis of its own: whatever goes in, and whatever is asked, passes here.
"""
