"""How the night calls its units: directly, or as tasks of a workflow engine.

The order of a night is written once, in `flows.steps.night`; who runs it decides how each unit
(the discovery of a source, a batch of pages, the publication) is carried out. A unit that raises
was not done; what it had archived is safe.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Call(Protocol):
    """Runs one named unit and gives its result; may try a failed unit again."""

    async def __call__(self, name: str, unit: Callable[[], Awaitable[T]], /) -> T:
        """The unit's result, or its exception."""


async def directly(_name: str, unit: Callable[[], Awaitable[T]]) -> T:
    """Runs the unit here and now, once."""
    return await unit()
