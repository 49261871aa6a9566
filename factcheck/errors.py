"""What can go wrong, and whose it is to mend.

    FactcheckError
    ├── UserError        the user can mend it: exit code 2
    │   ├── InputError   something in a file: names file, line and column
    │   └── ModelError   a model that is not there or does not fit
    └── NoClaimsError    nothing could be extracted from anything: exit code 4

Raise at the fault; only `cli.main` catches.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.records import Fault


class FactcheckError(Exception):
    """Base of all errors that people see: what is wrong, where, and how to mend it."""

    exit_code = 3

    def __init__(
        self, message: str, *, place: str | None = None, cure: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.cure = cure

    def __str__(self) -> str:
        first = f"{self.place}: {self.message}" if self.place else self.message
        return f"{first}\n{self.cure}" if self.cure else first


class UserError(FactcheckError):
    """The user can mend it."""

    exit_code = 2


class InputError(UserError):
    """Faults of input files; a file with six faults reports six."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n\n".join(format_fault(fault) for fault in faults))
        self.faults = tuple(faults)


class ModelError(UserError):
    """A model that is not there or does not fit its job."""


class NoClaimsError(FactcheckError):
    """No claim could be extracted from any article."""

    exit_code = 4


def format_fault(fault: Fault) -> str:
    """Lay a fault out as place and message, the marked excerpt, and the cure.

    >>> print(format_fault(Fault(place="a.txt:2:12", message="unknown date '31-31-2016'",
    ...                          cure="Write it as 2016-12-31.")))
    a.txt:2:12: unknown date '31-31-2016'
    Write it as 2016-12-31.
    """
    place = "".join(c if c.isprintable() else "\ufffd" for c in fault.place)
    lines = [f"{place}: {fault.message}", *fault.excerpt.splitlines(), fault.cure]
    return "\n".join(line for line in lines if line)
