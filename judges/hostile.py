"""Writes the folder of an API whose page and api.toml hold every text of tests/hostile/corpus.json.

The first argument is the folder, which is made. Each text stands in a sentence, in names, types, defaults and values, in
an example and in a patch of an endpoint of its own, on one line and so that the endpoint stays one.
"""

import json
import pathlib
import sys

CORPUS = pathlib.Path(__file__).parent.parent / "tests/hostile/corpus.json"

ENDPOINT = """
### POST /texts-{number}

Text {number}: {text}

#### Request parameters

##### Query parameters

| Name | Description |
|------|-------------|
| `q{number} {code}` | (Optional) {cell}
**Type**: String
**Default**: `{code}` |

##### Request body

**Media type**: application/json

| Name | Description |
|------|-------------|
| `f{number} {code}` | {cell}
**Type**: String
**Allowed values**:
- `one`
- `v{code}` |

**Example**:

```json
{{ "shown": {json} }}
```

#### Responses

| Code | Description |
|------|-------------|
| 200 | {cell} |
"""

PATCH = """
[[patch]]
endpoint = "POST /texts-{number}"
add = {{ name = "patched", type = "string", default = {toml}, description = {toml} }}
reason = {reason}
"""


def texts():
    for group in json.loads(CORPUS.read_text()):
        yield from group.get("texts", [])
        yield from (repeated["text"] * repeated["times"] for repeated in group.get("repeated", []))


def toml(text):
    """A TOML string. Printable characters stand for themselves, and long texts are cut: the file has a limit."""
    plain = (c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text[:500])
    return '"' + "".join(plain) + '"'


def main(folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    page = ["# Texts\n\n**Base URL**: https://api.example.com\n\n## Endpoints\n"]
    config = [f"name = {json.dumps(folder.name)}\ntitle = {toml(' '.join(texts()))}\n"]
    config.append(f'\n[[documents]]\nfile = "page.md"\nnotice = {toml("</script>" + " ".join(texts()))}\n')
    for number, text in enumerate(texts()):
        # A zero is in no text, and refused with the whole page.
        line = " ".join(text.replace("\0", " ").split())
        cell = line.replace("|", "&#124;")
        # A name has an end, and a backtick would be it.
        code = cell.replace("`", "'")[:200]
        page.append(ENDPOINT.format(number=number, text=line, cell=cell, code=code, json=json.dumps(text)))
        config.append(PATCH.format(number=number, toml=toml(text), reason=toml(f"text {text}")))
    (folder / "page.md").write_text("".join(page))
    (folder / "api.toml").write_text("".join(config))


if __name__ == "__main__":
    main(sys.argv[1])
