"""How fast the playground plays, without a browser."""

import asyncio

from course.playground import Settings
from course.playground.training import Network
from course.playground.widget import Playground


def measure_speed(network: Network, seconds: float) -> tuple[float, float]:
    """Play at the first settings; return epochs and pictures in a second."""
    one = Playground(network, Settings(), seed=0)
    pictures: list[object] = []
    one.picture.observe(pictures.append, names="value")

    async def play() -> None:
        one.play()
        await asyncio.sleep(seconds)
        one.pause()

    asyncio.run(play())
    return (len(one.losses) - 1) / seconds, len(pictures) / seconds
