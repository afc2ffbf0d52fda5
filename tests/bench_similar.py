"""How well copied work is found: classes made of the collection of answers, with pairs that are disguised copies.

Each honest student takes any answer of the collection to each exercise. Since these are few, two honest students often
have the same one, so honest pairs are more alike here than in a class. A copy takes a share of the answers from
somebody and disguises each: names, comments and layout are new, lines that may change places do, and some things are
typed in another way. Printed is how many copies `autograder similar` lists, and how many honest pairs above them.

    python -m tests.bench_similar
"""

import ast
import random
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.reading.similar import find_pairs, known_in
from autograder.units import Unit
from tests.collection import ROOT, read_answers

SIZE, COPIES = 60, 6
UNITS = ("01_perceptron", "02_forward", "03_backward", "04_learning_rate")


@dataclass(frozen=True)
class Found:
    """Hold how many copies there are and are listed, and the honest pairs: all listed, and the mean above a copy."""

    copies: int
    listed: int
    honest: int
    above: float


def disguise(code: str, dice: random.Random) -> str:
    """Return code that does the same and looks different."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return code
    own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    names = {name: f"{dice.choice(['my', 'new', 'tmp', 'aux'])}_{i}" for i, name in enumerate(sorted(own))}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            node.id = names[node.id]
        if isinstance(node, ast.FunctionDef):
            _swap_lines(node.body, dice)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mult) and dice.random() < 0.5:
            node.left, node.right = node.right, node.left
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value > 1 and dice.random() < 0.5:
            node.value = float(node.value)
    lines = ast.unparse(tree).splitlines()
    return "\n\n".join(f"{line}  # {dice.randrange(1000)}" for line in lines)


def _swap_lines(body: list[ast.stmt], dice: random.Random) -> None:
    """Let two neighbors change places that share no name but numpy's."""
    for i in range(len(body) - 1):
        first, second = body[i : i + 2]
        if isinstance(first, ast.Assign) and isinstance(second, ast.Assign) and dice.random() < 0.7:
            one, other = (
                {node.id for node in ast.walk(line) if isinstance(node, ast.Name)} for line in (first, second)
            )
            if not one & other - {"np"}:
                body[i : i + 2] = second, first


def try_class(unit: str, seed: int, share: float) -> Found:
    """Make a class, and look for its copies; each takes this share of the answers from somebody else."""
    dice = random.Random(seed)
    known = known_in(Unit(unit, ROOT))
    pool: dict[str, list[str]] = {}
    for one in read_answers(unit):
        pool.setdefault(one.exercise, []).append(one.code)
    students: dict[str, Mapping[str, str]] = {
        f"s{i}": {name: dice.choice(codes) for name, codes in pool.items()} for i in range(SIZE)
    }
    copies = set()
    for i in range(COPIES):
        taken = set(dice.sample(sorted(pool), round(share * len(pool))))
        own = {name: dice.choice(codes) for name, codes in pool.items()}
        students[f"c{i}"] = own | {name: disguise(students[f"s{i}"][name], dice) for name in taken}
        copies.add((f"s{i}", f"c{i}"))
    traces = {
        student: {name: known[name].rest(code) for name, code in answers.items()}
        for student, answers in students.items()
    }
    places = [(pair.one, pair.other) in copies for pair in find_pairs(traces)]
    above = [places[:i].count(False) for i, is_copy in enumerate(places) if is_copy]
    return Found(COPIES, len(above), places.count(False), sum(above) / max(1, len(above)))


def main() -> None:
    """Print a line for each share of copied answers."""
    for share in (1.0, 0.7, 0.5):
        found = [try_class(unit, seed, share) for unit in UNITS for seed in range(5)]
        copies, listed, honest, above = (
            sum(getattr(one, name) for one in found) for name in Found.__dataclass_fields__
        )
        print(
            f"{share:.0%} copied: {listed} of {copies} listed, {above / len(found):.1f} honest pairs above each, "
            f"{honest / len(found):.1f} in all, in classes of {SIZE + COPIES}"
        )


if __name__ == "__main__":
    main()
