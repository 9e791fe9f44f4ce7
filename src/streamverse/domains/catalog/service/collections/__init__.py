"""What editors do with collections, and what viewers see of them."""
