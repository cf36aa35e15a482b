"""`python -m tests`: all tests, in two processes side by side; with arguments just pytest.

The browser and the servers wait much and calculate little, the other tests the other way round:
together they take little more than half of the time.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence

PYTEST = (sys.executable, "-m", "pytest")
APART = ("tests/browser", "tests/server")
#: Each process keeps what failed last for itself.
CACHE = "cache_dir=.pytest_cache"


def main(arguments: Sequence[str]) -> int:
    """Run pytest; returns 0 only when every test passed."""
    if arguments:
        return subprocess.run([*PYTEST, *arguments], check=False).returncode
    others = [f"--ignore={folder}" for folder in APART]
    with tempfile.TemporaryFile() as told:
        apart = [*PYTEST, "-o", f"{CACHE}/apart", *APART]
        with subprocess.Popen(apart, stdout=told, stderr=subprocess.STDOUT) as beside:
            here = subprocess.run([*PYTEST, "-o", f"{CACHE}/others", *others], check=False)
            status = beside.wait()
        told.seek(0)
        sys.stdout.buffer.write(told.read())
    return here.returncode or status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
