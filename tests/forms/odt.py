"""Looks over documents (ODF). Says what is wrong, a line each, and ends with 1 when anything is."""

import sys
import zipfile
from xml.etree import ElementTree

from odf import grammar

OFFICE, TEXT, TABLE, DRAW, SVG, FO, XLINK = (
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "http://www.w3.org/1999/xlink",
)
# ODF 1.3 has an attribute that the tables of 1.2 do not know.
NEWER = {(DRAW, "image"): {(DRAW, "mime-type")}}


def split(name):
    return tuple(name[1:].split("}")) if name.startswith("{") else (None, name)


def by_the_schema(element, say):
    name = split(element.tag)
    allowed = grammar.allowed_attributes.get(name)
    for attribute in map(split, element.attrib):
        newer = attribute in NEWER.get(name, ())
        if allowed is not None and attribute not in allowed and not newer:
            say(f"{attribute[1]} is not allowed on {name[1]}")
    for attribute in grammar.required_attributes.get(name, ()):
        if attribute not in map(split, element.attrib):
            say(f"{name[1]} lacks {attribute[1]}")
    children = grammar.allowed_children.get(name)
    for child in element:
        if children is not None and split(child.tag) not in children:
            say(f"{split(child.tag)[1]} is not allowed in {name[1]}")
        by_the_schema(child, say)


def for_everyone(content, styles, parts, say):
    before = 0
    for heading in content.iter(f"{{{TEXT}}}h"):
        level = int(heading.get(f"{{{TEXT}}}outline-level"))
        if level > before + 1:
            say(f"a heading of level {level} after one of level {before}")
        before = level
    if before == 0:
        say("no heading")
    for frame in content.iter(f"{{{DRAW}}}frame"):
        if not (frame.findtext(f"{{{SVG}}}desc") or "").strip():
            say("a picture without a text alternative")
        for image in frame.iter(f"{{{DRAW}}}image"):
            if image.get(f"{{{XLINK}}}href") not in parts:
                say("a picture that is not there")
    for table in content.iter(f"{{{TABLE}}}table"):
        if table.find(f"{{{TABLE}}}table-header-rows") is None:
            say("a table without a header row")
    anchors = {mark.get(f"{{{TEXT}}}name") for mark in content.iter(f"{{{TEXT}}}bookmark")}
    for link in content.iter(f"{{{TEXT}}}a"):
        target = link.get(f"{{{XLINK}}}href")
        if target.startswith("#") and target[1:] not in anchors:
            say(f"a link to nothing: {target}")
    languages = [style.get(f"{{{FO}}}language") for style in styles.iter() if style.get(f"{{{FO}}}language")]
    if not languages or "none" in languages:
        say("no language")


def look(path):
    found = []
    say = found.append
    with zipfile.ZipFile(path) as package:
        first = package.infolist()[0]
        if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            say("what it is does not stand first")
        parts = set(package.namelist())
        trees = {}
        for name in ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"):
            try:
                trees[name] = ElementTree.fromstring(package.read(name))
            except (ElementTree.ParseError, KeyError) as error:
                say(f"{name} is not well-formed: {error}")
    if len(trees) == 4:
        for name in ("content.xml", "styles.xml", "meta.xml"):
            by_the_schema(trees[name], say)
        listed = {entry.get(key) for entry in trees["META-INF/manifest.xml"] for key in entry.keys()}
        for part in parts - {"mimetype", "META-INF/manifest.xml"} - listed:
            say(f"{part} is not listed")
        for_everyone(trees["content.xml"], trees["styles.xml"], parts, say)
    return [f"{path}: {what}" for what in dict.fromkeys(found)]


found = [line for path in sys.argv[1:] for line in look(path)]
print("\n".join(found), end="\n" if found else "")
sys.exit(1 if found else 0)
