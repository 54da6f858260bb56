"""Validates OpenAPI documents: every .json file of a folder, and the .yaml file beside it, which must hold the same."""

import json
import pathlib
import sys

import yaml
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

VALIDATORS = {"3.0": OpenAPIV30SpecValidator, "3.1": OpenAPIV31SpecValidator}


# The one in C, where PyYAML has it. It takes what looks like a date for one, which then differs from JSON's text.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def judge(path):
    """The complaints about the document of this file and its counterpart."""
    document = json.loads(path.read_bytes())
    version = document["openapi"].rpartition(".")[0]
    complaints = [f"{path.name}: {error.message}" for error in VALIDATORS[version](document).iter_errors()]
    other = path.with_suffix(".yaml")
    if yaml.load(other.read_bytes(), LOADER) != document:
        complaints.append(f"{other.name}: holds something else than {path.name}")
    return complaints


def main(folder):
    paths = sorted(pathlib.Path(folder).glob("*.json"))
    complaints = [complaint for path in paths for complaint in judge(path)]
    print(*complaints, sep="\n", end="\n" if complaints else "")
    print(f"{2 * len(paths)} documents, {len(complaints)} errors")
    return 1 if complaints or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
