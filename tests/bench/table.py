"""The table that a bench prints: measure, target, measured, and whether it was reached."""

from dataclasses import dataclass, field


@dataclass
class Table:
    """Lines of a bench; each is printed as soon as it is known, because a bench takes minutes."""

    misses: list[str] = field(default_factory=list)

    def head(self, title: str) -> None:
        """Begin a part."""
        print(f"\n{title}\n{'measure':<58} {'target':<22} measured", flush=True)

    def line(self, measure: str, target: str, measured: str, *, reached: bool | None = None) -> None:
        """Print a line; `reached` is None where there is no target or it could not be measured."""
        verdict = {True: "pass", False: "MISS", None: ""}[reached]
        if reached is False:
            self.misses.append(measure)
        print(f"{measure:<58} {target:<22} {measured:<42} {verdict}".rstrip(), flush=True)

    def end(self) -> None:
        """Say what was missed."""
        print("\n" + (f"missed: {'; '.join(self.misses)}" if self.misses else "every target was reached"), flush=True)
