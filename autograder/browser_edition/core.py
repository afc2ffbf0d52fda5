"""What the browser edition takes from elsewhere, fetched once and kept in the environment's folder."""

import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_PYTHON_VERSION, PYODIDE_VERSION
from packaging.utils import canonicalize_name, parse_wheel_filename

from autograder.problems import UserError

CACHE = Path(sys.prefix) / "cache" / "browser_edition"


@dataclass(frozen=True)
class Pyodide:
    """Python for the browser: a folder with its core, and the address of all its packages."""

    folder: Path
    address: str


def fetch_pyodide(cache: Path = CACHE) -> Pyodide:
    """Return the Pyodide that the installed kernel was made for; npm is asked for it the first time."""
    folder = cache / f"pyodide-{PYODIDE_VERSION}"
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        package = f"pyodide@{PYODIDE_VERSION}"
        _fetch(["npm", "pack", package, "--silent", "--pack-destination", str(cache)], package)
        packed = cache / f"pyodide-{PYODIDE_VERSION}.tgz"
        with tarfile.open(packed) as archive:
            archive.extractall(cache, filter="data")
        (cache / "package").rename(folder)
        packed.unlink()
    return Pyodide(folder, PYODIDE_CDN_URL)


def fetch_wheels(versions: dict[str, str], cache: Path = CACHE) -> dict[str, Path]:
    """Return wheels that run everywhere, by the names of their packages; pip is asked for those not kept yet.

    Args:
        versions: of the packages, by name.
        cache: where wheels are kept.
    """
    folder = cache / "wheels"
    wanted = {(canonicalize_name(name), version) for name, version in versions.items()}
    missing = sorted(wanted - _kept(folder).keys())
    if missing:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
        command += ["--only-binary", ":all:", "--platform", "any", "--python-version", PYODIDE_PYTHON_VERSION]
        command += ["--dest", str(folder)]
        _fetch([*command, *(f"{name}=={version}" for name, version in missing)], "the wheels")
    kept = _kept(folder)
    return {name: kept[name, version] for name, version in wanted}


def _kept(folder: Path) -> dict[tuple[str, str], Path]:
    wheels = {}
    for path in folder.glob("*.whl"):
        name, version, *_rest = parse_wheel_filename(path.name)
        wheels[str(name), str(version)] = path
    return wheels


def _fetch(command: list[str], what: str) -> None:
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except FileNotFoundError:
        raise UserError(f"{command[0]} is needed to fetch {what}, the first time only: install Node.js.") from None
    if done.returncode:
        said = (done.stderr.strip() or "It did not say why.").splitlines()[-1]
        raise UserError(f"{what} could not be fetched; the first time a network is needed. {said}")
