# What the validators need, in pinned versions; sourced by them. Tools lie in $TOOLS, else beside this file.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tools=${TOOLS:-$here/.tools}
mkdir -p "$tools"

# python_tools NAME==VERSION …
python_tools() {
  [ -x "$tools/python/bin/python" ] || python3 -m venv "$tools/python"
  "$tools/python/bin/pip" install -q --disable-pip-version-check "$@"
}

# node_tools NAME@VERSION …: no install scripts, as they would fetch browsers of their own.
node_tools() {
  PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund --silent "$@"
}

# spoilt PACKAGE NEW OLD-TEXT NEW-TEXT: a copy of a package in which one text gives way to another.
spoilt() {
  python3 - "$@" <<'PY'
import sys, zipfile
package, spoilt, old, new = sys.argv[1:]
found = False
with zipfile.ZipFile(package) as given, zipfile.ZipFile(spoilt, "w") as made:
    for entry in given.infolist():
        data = given.read(entry)
        if entry.filename.endswith((".xhtml", ".opf", ".xml")) and old.encode() in data:
            found, data = True, data.replace(old.encode(), new.encode())
        made.writestr(entry, data)
sys.exit(0 if found else f"{old} is not in {package}")
PY
}
