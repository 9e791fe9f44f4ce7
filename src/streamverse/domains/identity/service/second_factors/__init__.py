"""Second factors: what an account has, tickets between the two steps, codes and tries."""
