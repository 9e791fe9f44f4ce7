"""What people may ask about their own data, and what young people need."""
