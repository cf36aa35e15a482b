"""The project keeps its shape: where files may lie, what is documented, what is pinned."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from streamlit import config

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
DEPENDENCIES = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PACKAGES = ("server", "pages", "ui", "charts", "data_access", "programme")
SOURCES = [ROOT / "app.py", ROOT / "serve.py"] + [
    path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))
]
# Written so that this file does not match itself.
MACHINE_PATH = re.compile(r"/(?:home|root|Users)" + r"/\w|/tmp" + r"/\w|/work" + r"/\w")
SETTING = re.compile(r"[\"`](PROGRAMME_[A-Z_]+|CHROMIUM|PORT)[\"`]")  # quoted, as in a look-up
WRITES_ADDRESS = re.compile(r"query_params(?:\[[^]]*\] = |\.(?:pop|clear|update|from_dict)\()")
PIN = re.compile(r"([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==([0-9][A-Za-z0-9.]*)")


def tracked_files() -> list[Path]:
    """Files that are or would be in the repository: tracked or new, and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file()]


def pins(name: str) -> dict[str, str]:
    """Package names (normalised) and versions of a requirements file; every line must be a pin."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r "))]
    matches = {line: PIN.fullmatch(line) for line in wanted}
    assert [line for line, match in matches.items() if match is None] == []
    return {
        re.sub(r"[-_.]+", "-", match[1]).lower(): match[2] for match in matches.values() if match
    }


def test_no_page_can_be_opened_without_the_door() -> None:
    """Streamlit runs a bare pages/x.py by its URL, past app.py and its sign-in."""
    assert [path.name for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py"] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_imports_the_programs_at_the_top(path: Path) -> None:
    """app.py and serve.py are run, never imported; import-linter cannot watch single files."""
    assert {"app", "serve"}.isdisjoint(imported_modules(path))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_address_is_written_in_one_place(path: Path) -> None:
    """What is written past it is lost when news come before the browser knows of it."""
    writes = WRITES_ADDRESS.search(path.read_text(encoding="utf-8")) is not None
    assert writes == (path == ROOT / "ui" / "address.py")


def imported_modules(path: Path) -> set[str]:
    """The top-level names that a file imports, anywhere in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in plain | named}


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    sources = [*SOURCES, ROOT / "tests" / "browser" / "conftest.py"]
    used = {name for path in sources for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    assert set(SETTING.findall(SETTINGS)) == used


def test_environment_is_read_only_under_documented_names() -> None:
    """No setting hides under a name that the test above does not look for."""
    literal = re.compile(r"environ(?:\.get\(|\[)\s*[\"'](\w+)[\"']|getenv\(\s*[\"'](\w+)[\"']")
    read = {
        name
        for path in SOURCES
        for groups in literal.findall(path.read_text(encoding="utf-8"))
        for name in groups
        if name
    }
    assert {name for name in read if f"`{name}`" not in SETTINGS} == set()


def test_versions_are_pinned_and_the_lock_agrees() -> None:
    direct = pins("requirements.txt") | pins("requirements-dev.txt")
    lock = pins("constraints.txt")
    assert {name: lock.get(name) for name in direct} == direct


def test_every_dependency_says_what_it_is_for() -> None:
    direct = pins("requirements.txt") | pins("requirements-dev.txt")
    assert {name for name in direct if f"`{name}`" not in DEPENDENCIES} == set()


def test_streamlit_knows_every_option_that_we_set() -> None:
    """A misspelt option is only a warning in a log that nobody reads."""
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        options = tomllib.load(file)
    config.get_config_options()
    assert sorted(flat(options) - set(config._config_options_template)) == []


def flat(options: dict[str, object], prefix: str = "") -> set[str]:
    """Dotted names of all options in nested sections."""
    names: set[str] = set()
    for key, value in options.items():
        names |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key}
    return names


def test_no_file_knows_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked_files()
        if (match := MACHINE_PATH.search(path.read_bytes().decode("utf-8", "ignore")))
    ]
    assert found == []


def test_links_in_the_documentation_lead_somewhere() -> None:
    documents = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    targets = [
        (document, target)
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
    ]
    assert [t for document, t in targets if not (document.parent / t).exists()] == []


def test_the_readme_names_only_commands_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"(?m)(?:^|`)make ([a-z]+)", README)) <= targets
