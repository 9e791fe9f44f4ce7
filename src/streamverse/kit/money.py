"""Money: an integer of minor units with its currency (ISO 4217)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency's minor unit: Money(299, "USD") is $2.99."""

    minor_units: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        """Add two amounts of one currency. Raises ValueError for different ones."""
        if self.currency != other.currency:
            msg = f"cannot add {other.currency} to {self.currency}"
            raise ValueError(msg)
        return Money(self.minor_units + other.minor_units, self.currency)
