"""The present state as one line of Python, to be copied into a cell or into an answer."""

from dataclasses import fields

from course.playground.settings import Settings


def write_call(settings: Settings, seed: int, restarts: int) -> str:
    """Write the call that shows the playground with these settings, on the same points, with the same first weights.

    Args:
        settings: of the playground; those that are as they are at first are left out.
        seed: of points and first weights.
        restarts: how many times the first weights have been drawn anew.

    Returns:
        The line.

    Example:
        >>> write_call(Settings(data="spiral", hidden=[8, 8]), 0, 2)
        "playground(network, restarts=2, data='spiral', hidden=[8, 8])"
    """
    values: dict[str, object] = {"seed": seed, "restarts": restarts}
    first: dict[str, object] = {"seed": 0, "restarts": 0}
    for field in fields(Settings):
        values[field.name], first[field.name] = getattr(settings, field.name), field.default
    changed = [f"{name}={_write(value)}" for name, value in values.items() if value != first[name]]
    return f"playground({', '.join(['network', *changed])})"


def _write(value: object) -> str:
    return repr(list(value) if isinstance(value, tuple) else value)
