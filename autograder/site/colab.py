"""What the first cell of a notebook fetches in Colab: the wheel, and what lies beside the units' notebooks."""

import zipfile
from pathlib import Path, PurePosixPath


def write_colab(packed: Path, address: str, folder: Path) -> None:
    """Take these files out of the students' zip.

    Args:
        packed: the zip, of one language.
        address: where the folder will stand.
        folder: is made, with `beside.zip`, the wheel, and `install.txt`, which names the wheel: pip takes a wheel's
            version from its address, which so is another one with each version.
    """
    folder.mkdir(parents=True)
    with zipfile.ZipFile(packed) as students, zipfile.ZipFile(folder / "beside.zip", "w") as beside:
        for name in students.namelist():
            path = PurePosixPath(*PurePosixPath(name).parts[1:])
            if path.suffix == ".whl":
                (folder / path.name).write_bytes(students.read(name))
                (folder / "install.txt").write_text(f"{address}/{path.name}\n", encoding="utf-8")
            elif len(path.parts) > 1 and path.suffix != ".ipynb":
                beside.writestr(str(path), students.read(name))
