"""Validates what docwright reads and writes as data against the schemas that it prints.

For each schema, everything valid must pass, and every mutant must be refused: a copy with a key too many, with a key
that is missing, or with a value of another type. A schema that lets a mutant pass judges nothing.
"""

import copy
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

# Tables whose keys are names that a document or a person chose.
FREE = {
    "model": {"metadata"},
    "api.toml": {"endpoints", "types", "fields", "values", "send"},
}
# Keys of the model that are left out when they say nothing.
LEFT_OUT = {
    "model": {
        "min_length", "max_length", "minimum", "maximum", "min_items", "max_items", "pattern", "pattern_is_doubtful",
        "allowed_values", "constants", "unix_time", "constant", "bounds", "same_as", "group", "section",
    },
}
# Keys of api.toml that must be there.
NEEDED = {
    "": {"name", "title"},
    "documents": {"file"},
    "credentials": {"name", "fields"},
    "method": {"name", "arguments", "send"},
    "session": {"login", "key", "send"},
    "error_envelope": {"status", "failure"},
    "pagination": {"items"},
    "patch": {"reason"},
    "required_when": {"parameter", "values"},
    "acknowledge": {"code", "reason"},
}

Path = tuple[str | int, ...]


def docwright(*arguments: str | pathlib.Path) -> Any:
    """What docwright prints, which may be a report of errors."""
    ended = subprocess.run([sys.argv[1], *map(str, arguments)], capture_output=True, text=True)
    if not ended.stdout:
        sys.exit(f"docwright {' '.join(map(str, arguments))} printed nothing:\n{ended.stderr}")
    return json.loads(ended.stdout)


def places(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value in a document, with the way to it."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        yield from places(child, (*path, key))


def at(document: Any, path: Path) -> Any:
    for key in path:
        document = document[key]
    return document


def mutants(kind: str, document: Any, seen: set) -> Iterator[tuple[str, Any]]:
    """Copies with one fault each; of places that differ by their number in a list alone, the first is enough."""
    for path, value in places(document):
        names = tuple(key for key in path if isinstance(key, str))
        table = names[-1] if names else ""
        is_free = table in FREE.get(kind, ())
        shape = (names, type(value).__name__, tuple(sorted(value)) if isinstance(value, dict) and not is_free else ())
        if shape in seen:
            continue
        seen.add(shape)
        if isinstance(value, dict) and not is_free:
            mutant = copy.deepcopy(document)
            at(mutant, path)["surprise"] = 1
            yield f"a key too many in {path}", mutant
            for key in value:
                needed = key in NEEDED.get(table, ()) if kind == "api.toml" else key not in LEFT_OUT.get(kind, ())
                if needed:
                    mutant = copy.deepcopy(document)
                    del at(mutant, path)[key]
                    yield f"no {key} in {path}", mutant
        if path:
            mutant = copy.deepcopy(document)
            at(mutant, path[:-1])[path[-1]] = 0.5 if isinstance(value, list) else [[0.5]]
            yield f"another type at {path}", mutant


def judge(kind: str, documents: dict[str, Any], to_break: list[str]) -> None:
    schema = docwright("schema", kind)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    described = [value for _, value in places(schema) if isinstance(value, dict) and "properties" in value]
    for properties in (found["properties"] for found in described):
        for key, value in properties.items():
            if "description" not in value and "properties" not in value and len(properties) > 1:
                sys.exit(f"{kind}: the key {key} has no description")
    for name, document in documents.items():
        for fault in validator.iter_errors(document):
            sys.exit(f"{kind} of {name}: {fault.json_path}: {fault.message[:400]}")
    seen: set = set()
    refused = 0
    for name in to_break:
        for what, mutant in mutants(kind, documents[name], seen):
            if validator.is_valid(mutant):
                sys.exit(f"{kind} of {name}: {what} is not refused")
            refused += 1
    if not documents or not refused:
        sys.exit(f"{kind}: nothing was judged")
    print(f"{kind}: {len(documents)} valid, {refused} broken copies refused")


def judge_others(pages: list[str], folders: dict[str, pathlib.Path], folder: pathlib.Path) -> None:
    """The reports that are about something else than one API as it is."""

    def reports(kind: str, asked: dict[str, tuple[str | pathlib.Path, ...]]) -> None:
        printed = {name: docwright(*arguments, "--format", "json") for name, arguments in asked.items()}
        judge(kind, printed, list(printed))

    first, *others = pages
    judge("surface", {name: docwright("surface", path, "--format", "json") for name, path in folders.items()}, pages)
    reports("diff", {name: ("diff", folders[first], folders[name]) for name in others} | {"same": ("diff", "specs", "specs")})
    reports("rules", {"all": ("diff", "--rules")})
    reports("codes", {"all": ("explain",)})
    reports("explain", {code["code"]: ("explain", code["code"]) for code in docwright("explain", "--format", "json")})
    reports("generate", {name: ("generate", folders[name], "--out", folder / f"{name}-client") for name in pages})
    asked = {}
    for name in pages:
        page = min(path for path in folders[name].iterdir() if path.suffix in {".md", ".html", ".txt"})
        asked[name] = ("init", page, "--name", "new", "--specs", folder / f"{name}-specs")
    reports("init", asked)
    reports("failure", {
        "outdated": ("generate", folders[first], "--out", folder / f"{others[0]}-client", "--check"),
        "documents": ("generate", "tests/pages", "--out", folder / "none"),
        "no folder": ("check", folder / "nowhere"),
        "no side": ("diff", folder / "nowhere", "specs"),
        "no page": ("init", folder / "nowhere.md"),
    })


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        folders = {path.parent.name: path.parent for path in sorted(pathlib.Path("specs").glob("*/api.toml"))}
        specs = list(folders)
        for page in sorted(pathlib.Path("tests/pages").iterdir()):
            # The folder of an API has the name of the API.
            name = tomllib.loads((page / "api.toml").read_text())["name"]
            copied = pathlib.Path(folder, page.name, name)
            shutil.copytree(page, copied)
            folders[page.name] = copied
        pages = [name for name in folders if name not in specs]
        models = {name: docwright("model", path) for name, path in folders.items()}
        judge("model", models, pages)
        configs = {name: tomllib.loads((path / "api.toml").read_text()) for name, path in folders.items()}
        judge("api.toml", configs, list(folders))
        reports = {name: docwright("check", path, "--format", "json") for name, path in folders.items()}
        # The name of the folder is not that of the API: an error.
        reports["errors"] = docwright("check", "tests/pages", "--format", "json")
        judge("check", reports, [*pages, "errors"])
        asked = ("--lines", "--format", "json")
        accounts = {name: docwright("coverage", path, *asked) for name, path in folders.items()}
        accounts["errors"] = docwright("coverage", "tests/pages", *asked)
        judge("coverage", accounts, [*pages, "errors"])
        judge_others(pages, folders, pathlib.Path(folder))


main()
