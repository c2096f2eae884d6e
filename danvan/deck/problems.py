"""What of a presenter's choice is not understood or fits no slide, as a value that can be said in either language."""

from dataclasses import dataclass

from danvan import text

SHORT = 60


@dataclass(frozen=True)
class Problem:
    """What is wrong with one value of an address; code is a key of deck.problem."""

    code: str
    parameter: str
    value: str = ""

    def said(self, language: str) -> str:
        """Return it in words."""
        words = text.words(language)
        key = f"deck.problem.{self.code}"
        given = {"parameter": self.parameter, "value": self.value[:SHORT]}
        return words.get(key, **{name: given[name] for name in words.gaps[key]})
