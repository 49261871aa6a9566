"""Print one of the README's two commands: `run` or `tests`."""

import re
import sys
from pathlib import Path

ORDER = ("run", "tests")


def read_commands(readme: str) -> list[str]:
    """The first two `sh` blocks, in order."""
    return [block.strip() for block in re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)][:2]


if __name__ == "__main__":
    readme = Path(__file__).resolve().parent.parent / "README.md"
    print(read_commands(readme.read_text(encoding="utf-8"))[ORDER.index(sys.argv[1])])
