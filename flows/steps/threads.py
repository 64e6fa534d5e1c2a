"""Work in a thread that nobody breaks off: a transaction must not outlive the run that began it."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def to_the_end(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The result of `work`, done in a thread.

    Who is cancelled meanwhile (another source ended the night, somebody pressed Ctrl-C) waits for
    the thread all the same, and is cancelled then.
    """
    thread = asyncio.create_task(asyncio.to_thread(work, *args, **kwargs))
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        await asyncio.wait([thread])
        raise
