"""How the index comes by what it holds: it follows the changes, and is built anew."""
