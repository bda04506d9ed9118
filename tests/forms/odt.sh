#!/usr/bin/env bash
# The documents of a site (ODF): each element and attribute against the tables of odfpy, which were made from the schema of
# ODF 1.2, and what accessibility asks of them. It must first find the faults in bad documents.
#
# odt.sh SITE: the folder of a finished site.
set -euo pipefail
site=$1
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python_tools odfpy==1.4.1
check=("$tools/python/bin/python" "$here/odt.py")

mapfile -t documents < <(find "$site" -name '*.odt' | sort)
[ ${#documents[@]} -gt 0 ] || { echo "odt.sh: $site has no documents" >&2; exit 1; }
good=$(find "$site/moten" -name '*dialogmote-1.odt' | head -1)

# What gives way to what in a good document, and what must be said of it.
must_find() {
  spoilt "$good" "$work/bad.odt" "$1" "$2"
  local said
  if said=$("${check[@]}" "$work/bad.odt"); then echo "odt.sh: nothing is found after $1 became $2" >&2; exit 1; fi
  grep -q "$3" <<<"$said" || { echo "odt.sh: $3 is not said, but: $said" >&2; exit 1; }
}
must_find 'text:style-name="Emblem"' 'text:looks="Emblem"' 'looks is not allowed'
must_find 'text:outline-level="2"' 'text:outline-level="4"' 'a heading of level 4 after one of level 1'
must_find '<svg:desc>Nätverk Social Ekonomi Skåne</svg:desc>' '' 'a picture without a text alternative'
must_find 'table:table-header-rows>' 'table:table-rows>' 'a table without a header row'
must_find '</office:text>' '' 'is not well-formed'
must_find 'fo:language="sv"' 'fo:language="none"' 'no language'
"${check[@]}" "${documents[@]}"
echo "ODF: ${#documents[@]} documents"
