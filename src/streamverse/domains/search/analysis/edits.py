"""How far two spellings are from each other."""

LONG_WORD = 8
SHORT_WORD = 4


def edits_allowed(word: str) -> int:
    """Return how many wrong letters a word may have and still be meant: none in short ones."""
    if len(word) < SHORT_WORD or word.isdigit():
        return 0
    return 1 if len(word) < LONG_WORD else 2


def edits_between(one: str, other: str, most: int = 2) -> int:
    """Return how many letters are added, left out, changed or swapped; `most` + 1 for more.

    >>> edits_between("stalekr", "stalker"), edits_between("matrix", "matrx")
    (1, 1)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, its in enumerate(other, 1):
            cost = min(last[column] + 1, here[column - 1] + 1, last[column - 1] + (letter != its))
            is_swapped = (
                row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == its
            )
            here.append(min(cost, before_last[column - 2] + 1) if is_swapped else cost)
        if min(here) > most:
            return most + 1
        before_last, last = last, here
    return min(last[-1], most + 1)
