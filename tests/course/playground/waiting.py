"""Wait for what comes in its own time, but not for ever."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object], looks: int = 6000) -> None:
    """Let the playground go on until something is so; fail where it never is."""
    for _ in range(looks):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")
