#!/usr/bin/env python3
"""What is built into samverka, as CycloneDX 1.5 (JSON): each crate with its version, licence, checksum and what it needs.

Read from Cargo.lock and `cargo metadata --locked`; crates that only tests need are left out. The same lock file gives the same bytes.
"""

import json
import os
import subprocess
import sys
import tomllib

target = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
host = next(line.removeprefix("host: ") for line in target.splitlines() if line.startswith("host: "))
target = os.environ.get("TARGET") or host
meta = json.loads(
    subprocess.run(
        ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target],
        check=True,
        capture_output=True,
    ).stdout
)
with open("Cargo.lock", "rb") as file:
    lock = {(p["name"], p["version"]): p.get("checksum") for p in tomllib.load(file)["package"]}

packages = {package["id"]: package for package in meta["packages"]}
needs = {
    node["id"]: sorted(
        dep["pkg"] for dep in node["deps"] if any(kind["kind"] != "dev" for kind in dep["dep_kinds"])
    )
    for node in meta["resolve"]["nodes"]
}
root = meta["resolve"]["root"]
used, left = set(), [root]
while left:
    one = left.pop()
    if one not in used:
        used.add(one)
        left.extend(needs[one])


def ref(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def component(package):
    out = {
        "type": "application" if package["id"] == root else "library",
        "bom-ref": ref(package),
        "name": package["name"],
        "version": package["version"],
        "purl": ref(package),
    }
    if package.get("license"):
        # Older crates write `MIT/Apache-2.0` for `OR`.
        out["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    checksum = lock.get((package["name"], package["version"]))
    if checksum:
        out["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    return out


order = sorted(used, key=lambda one: (packages[one]["name"], packages[one]["version"]))
bom = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "version": 1,
    "metadata": {"component": component(packages[root])},
    "components": [component(packages[one]) for one in order if one != root],
    "dependencies": [
        {"ref": ref(packages[one]), "dependsOn": sorted({ref(packages[need]) for need in needs[one]})}
        for one in order
    ],
}
if len(bom["components"]) < 20:
    sys.exit("sbom: hardly anything is built in, which cannot be")
json.dump(bom, sys.stdout, indent=1, ensure_ascii=False)
print()
