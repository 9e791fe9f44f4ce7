"""Social sign-in: a person proves who they are at a provider that the operator trusts."""
