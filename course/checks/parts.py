"""What the parts of an answer are called, in the exercise's own words: `dW` of layer 1, not item 1 of item 1.

A pattern is written like the answer: names in their order, `[layer(W, b)]` for a list that holds a W and a b for each
layer. What a pattern does not reach is called by its position, as Python does: `Zs[0]`.
"""

import ast

from course.texts import _, marked

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

OWNERS = (marked("layer"), marked("batch"), marked("trial"))  # what the patterns call what holds several parts

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
    patterns = PARTS | {_("{part} of the new layers").format(part=part): f"[layer({part})]" for part in "Wb"}
    pattern: ast.expr | None = ast.parse(patterns[name], mode="eval").body if name in patterns else None
    words = "`{part}`"
    for depth, position in enumerate(place):
        if isinstance(pattern, ast.Tuple) and isinstance(position, int) and position < len(pattern.elts):
            pattern = pattern.elts[position]
        elif isinstance(pattern, ast.List) and isinstance(position, int):
            one = pattern.elts[0]
            assert isinstance(one, ast.Call)
            words = _("`{part}` of {owner} {number}").format(
                part="{part}", owner=_(ast.unparse(one.func)), number=position + 1
            )
            pattern = one.args[0] if len(one.args) == 1 else ast.Tuple(one.args, ast.Load())
        else:
            rest = "".join(f"[{one!r}]" for one in place[depth:])
            if isinstance(pattern, ast.Name):
                return words.format(part=f"{pattern.id}{rest}")
            return _in_general(place)
    return words.format(part=pattern.id) if isinstance(pattern, ast.Name) else _in_general(place)


def _in_general(place: Place) -> str:
    """Call a part by its position."""
    if not place:
        return _("the answer")
    if len(place) == 1 and isinstance(place[0], int):
        return _("item {number} of the answer").format(number=place[0] + 1)
    if len(place) == 1:
        return _("entry {key} of the answer").format(key=repr(place[0]))
    return _("`{path}` of the answer").format(path="".join(f"[{one!r}]" for one in place))
