"""What the parts of an answer are called, in the exercise's own words: `dW` of layer 1, not item 1 of item 1.

A pattern is written like the answer: names in their order, `[layer(W, b)]` for a list that holds a W and a b for each
layer. What a pattern does not reach is called by its position, as Python does: `Zs[0]`.
"""

import ast

from course.texts import _

PARTS = {
    "AND": "weights, bias",
    "OR": "weights, bias",
    "NAND": "weights, bias",
    "hidden_units": "h1, h2",
    "perceptron_fit": "w, b, errors",
    "collapse": "W, b",
    "output_unit": "activation, loss",
    "worked_example": "[layer(W, b, f, df)]",
    "forward_cache": "Zs, As",
    "backward": "[layer(dW, db)]",
    "mended_backward": "[layer(dW, db)]",
    "gradient_step": "[layer(W, b, f, df)]",
    "W of the new layers": "[layer(W)]",
    "b of the new layers": "[layer(b)]",
    "minibatches": "[batch(X_batch, Y_batch)]",
    "momentum_step": "w, v",
    "adam_step": "w, (m, v, t)",
    "m, v": "m, v",
    "train": "[layer(W, b, f, df)], losses",
    "dropout_forward": "out, mask",
    "train_val_split": "X_train, X_val, Y_train, Y_val",
    "early_stopping": "best_epoch, stop_epoch",
    "grid_search": "best_params, [trial(params, score)]",
    "random_search": "best_params, [trial(params, score)]",
    "standardize": "train, other",
    "softmax_cross_entropy": "loss, dZ",
    "prepare": "train, test",
}

Place = tuple[int | str, ...]  # the positions and keys that lead to a part


def part_in_words(name: str, place: Place) -> str:
    """Call a part of an answer by its name.

    Args:
        name: of the function that answered, or of the value.
        place: where the part is in the answer.

    Example:
        >>> part_in_words("backward", (0, 1)), part_in_words("forward_cache", (0, 2)), part_in_words("f", (1,))
        ('`db` of layer 1', '`Zs[2]`', 'item 2 of the answer')
    """
    pattern: ast.expr | None = ast.parse(PARTS[name], mode="eval").body if name in PARTS else None
    of = ""
    for depth, position in enumerate(place):
        if isinstance(pattern, ast.Tuple) and isinstance(position, int) and position < len(pattern.elts):
            pattern = pattern.elts[position]
        elif isinstance(pattern, ast.List) and isinstance(position, int):
            one = pattern.elts[0]
            assert isinstance(one, ast.Call)
            of = _(" of {owner} {number}").format(owner=ast.unparse(one.func), number=position + 1)
            pattern = one.args[0] if len(one.args) == 1 else ast.Tuple(one.args, ast.Load())
        else:
            rest = "".join(f"[{one!r}]" for one in place[depth:])
            return f"`{ast.unparse(pattern)}{rest}`{of}" if isinstance(pattern, ast.Name) else _in_general(place)
    return f"`{pattern.id}`{of}" if isinstance(pattern, ast.Name) else _in_general(place)


def _in_general(place: Place) -> str:
    """Call a part by its position."""
    if not place:
        return _("the answer")
    if len(place) == 1 and isinstance(place[0], int):
        return _("item {number} of the answer").format(number=place[0] + 1)
    if len(place) == 1:
        return _("entry {key} of the answer").format(key=repr(place[0]))
    return _("`{path}` of the answer").format(path="".join(f"[{one!r}]" for one in place))
