#!/usr/bin/env python3
"""The licence texts of all that is built into samverka: crates, as sbom.py finds them, and the fonts of the themes.

Whoever hands on the program must hand these on. A text that many have is written once, below the names of all of them.
"""

import json
import pathlib
import subprocess
import sys

bom = json.loads(subprocess.run([sys.executable, ".ci/sbom.py"], check=True, capture_output=True).stdout)
meta = json.loads(
    subprocess.run(
        ["cargo", "metadata", "--locked", "--format-version", "1"], check=True, capture_output=True
    ).stdout
)
folders = {(p["name"], p["version"]): pathlib.Path(p["manifest_path"]).parent for p in meta["packages"]}

texts, silent = {}, []
for part in bom["components"]:
    name = f"{part['name']} {part['version']} ({part['licenses'][0]['expression'] if part.get('licenses') else '?'})"
    found = [
        file
        for file in sorted(folders[part["name"], part["version"]].iterdir())
        if file.is_file() and file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"))
    ]
    if not found:
        silent.append(name)
    for file in found:
        text = "\n".join(line.rstrip() for line in file.read_text("utf-8", "replace").strip().splitlines())
        texts.setdefault(text, []).append(name)
for file in sorted(pathlib.Path("themes").glob("*/fonts/*.txt")):
    texts.setdefault(file.read_text("utf-8").strip(), []).append(f"{file.stem} (font)")
if len(texts) < 20:
    sys.exit("licences: hardly any texts were found, which cannot be")

print("What is built into samverka, and on what terms. samverka's own are in LICENSE.\n")
if silent:
    print("Without a text of their own, under the terms in brackets, whose texts stand below:\n")
    print("\n".join(f"- {name}" for name in silent))
for text, names in texts.items():
    print("\n" + "=" * 78 + "\n" + "\n".join(names) + "\n" + "-" * 78 + "\n" + text)
