#!/usr/bin/env python3
"""Holds every PDF of a built site to the standard and to itself.

    pdf.py SITE SAID

Validators: qpdf --check, pdfinfo -struct, pdfua, outloud. Besides: that each picture is really drawn where its tag says
that it is (an empty place passes all validators), and that a take-back sheet is one page. What each file says is written
to the folder SAID, for tests/forms.rs to compare with the notes. Before anything is believed, each validator must find
what is wrong with a file that was broken on purpose.
"""

import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
from PIL import Image

# Millimetres at the bottom of a page that hold its number and no text of the note.
FOOTER = 17
POINTS = 72 / 25.4
DPI = 50


# Warnings of outloud that are none here, and why.
NOT_HERE = {
    "DOC-040": "a note may be called what its file is called",
    "LNK-010": "an address in code, or in an example of what to write, is no link",
    "ORD-001": "it counts the words of a paragraph before those of the links within it",
    "PAG-001": "the same short words on several pages are terms of facts",
    "TAG-020": "an empty line within code",
    "TBL-010": "a small table with row headers has more headers than data",
}


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)


def qpdf(path):
    done = run("qpdf", "--check", str(path))
    return [] if done.returncode == 0 else [done.stdout + done.stderr]


def structure(path):
    done = run("pdfinfo", "-struct", str(path))
    told = [] if done.stdout.startswith("Document") else ["no structure"]
    # Poppler before 24 takes a boolean that the standard demands for a fault.
    faults = [line for line in done.stderr.splitlines() if "Error" in line and "Suspects" not in line]
    return told + faults


def pdfua(paths):
    """Faults of several files at once."""
    done = run("pdfua", "check", "--quiet", *map(str, paths))
    return [] if done.returncode == 0 else [done.stdout + done.stderr]


def repeats(found):
    """What stands on one page after another is marked as no part of the text: the foot with the title, and the head of a table
    that goes on from the page before."""
    foot, head = 27 * POINTS, (297 - 40) * POINTS
    return found["rule"] == "TAG-002" and all(box["y1"] < foot or box["y0"] > head for box in found["boxes"])


def outloud(paths):
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        done = run("outloud", "--quiet", "--json", report.name, "--fail-on", "warning", *map(str, paths))
        told = Path(report.name).read_text()
    if not told:
        return [done.stdout + done.stderr]
    faults = []
    for result in json.loads(told)["results"]:
        faults += [f"{result['path']}: {result['error']}"] if result["error"] else []
        found = [found for found in result["findings"] if found["rule"] not in NOT_HERE and not repeats(found)]
        faults += [f"{result['path']}: {fault['rule']} {fault['message']}" for fault in found]
    return faults


def elements(node, page=None):
    """All elements of the tag tree, each with the page that it is on."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child, page)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.get("/Pg", page)
        if "/S" in node:
            yield node, page
        if "/K" in node:
            yield from elements(node["/K"], page)


def first_page(node):
    """The page of the first content within an element."""
    return next((page for _, page in elements(node) if page is not None), None)


def figures(pdf):
    """Number of the page, box and words of each picture."""
    numbers = {page.objgen: i for i, page in enumerate(pdf.pages, 1)}
    for element, page in elements(pdf.Root.StructTreeRoot.K):
        if element.S != "/Figure":
            continue
        page = page if page is not None else first_page(element)
        attributes = element.get("/A", pikepdf.Array())
        attributes = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        box = next((a["/BBox"] for a in attributes if isinstance(a, pikepdf.Dictionary) and "/BBox" in a), None)
        yield numbers.get(page.objgen if page is not None else None), box, str(element.get("/Alt", ""))


def pictures(path):
    """Pictures that are not drawn: their place is white, or of one colour all over."""
    wrong = []
    with pikepdf.open(path) as pdf, tempfile.TemporaryDirectory() as folder:
        found = list(figures(pdf))
        for number in sorted({number for number, _, _ in found if number}):
            run("pdftoppm", "-r", str(DPI), "-png", "-f", str(number), "-l", str(number), str(path), f"{folder}/{number}")
        for number, box, alt in found:
            if not number or box is None or not alt:
                wrong.append(f"a figure without a page, a place or words: {alt}")
                continue
            image = Image.open(next(Path(folder).glob(f"{number}-*.png"))).convert("RGB")
            scale = DPI / 72
            left, low, right, high = (float(n) * scale for n in box)
            area = (round(left), round(image.height - high), round(right), round(image.height - low))
            part = image.crop(area)
            if part.width < 2 or part.height < 2 or len(part.getcolors(part.width * part.height) or []) < 2:
                wrong.append(f"nothing is drawn for: {alt}")
    return wrong


def words(path):
    """What a file says, page by page without the numbers of its pages, and the words of its pictures."""
    with pikepdf.open(path) as pdf:
        alts = [alt for _, _, alt in figures(pdf)]
        high = float(pdf.pages[0].mediabox[3])
    height = round(high - FOOTER * POINTS)
    box = ["-x", "0", "-y", "0", "-W", "2000", "-H", str(height)]
    text = run("pdftotext", "-raw", "-nopgbrk", *box, str(path), "-").stdout
    # Where a word is broken it has a soft hyphen; where a line ends in one, the word goes on.
    text = re.sub("\u00ad\\s*", "", text).replace("\u200b", "")
    # Addresses are printed after their links; they are not what the page says.
    text = re.sub(r"\((https?://|[^()\s]+@)[^()]*\)", "", text)
    return text + "\n" + "\n".join(alts)


def pages(path):
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


# What is broken on purpose, and who must find it.


def broken(source, target, change):
    with pikepdf.open(source) as pdf:
        change(pdf)
        pdf.save(target)
    return target


def without_words(pdf):
    for element, _ in elements(pdf.Root.StructTreeRoot.K):
        if element.S == "/Figure" and "/Alt" in element:
            del element["/Alt"]


def without_structure(pdf):
    del pdf.Root["/StructTreeRoot"]


def with_a_skipped_heading(pdf):
    for element, _ in elements(pdf.Root.StructTreeRoot.K):
        if element.S == "/H2":
            element.S = pikepdf.Name("/H4")


def with_blank_pictures(pdf):
    for page in pdf.pages:
        # All that is drawn but letters: what is painted gives way to a path that ends without paint.
        kept = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("Do", "sh"):
                continue
            if name in ("f", "f*", "F", "B", "B*", "b", "b*", "S", "s"):
                operands, operator = [], pikepdf.Operator("n")
            kept.append((operands, operator))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def prove(sample, folder):
    """Each validator must fail on a file that is wrong in its way, and pass the file that it was made of."""
    cut = folder / "cut.pdf"
    cut.write_bytes(sample.read_bytes()[:-2000])
    bad = {
        "structure": broken(sample, folder / "structure.pdf", without_structure),
        "alt": broken(sample, folder / "alt.pdf", without_words),
        "skip": broken(sample, folder / "skip.pdf", with_a_skipped_heading),
        "blank": broken(sample, folder / "blank.pdf", with_blank_pictures),
    }
    proofs = {
        "qpdf": qpdf(cut) and not qpdf(sample),
        "pdfinfo": structure(bad["structure"]) and not structure(sample),
        "pdfua": pdfua([bad["alt"]]) and not pdfua([sample]),
        "outloud": outloud([bad["skip"]]) and not outloud([sample]),
        "pictures": pictures(bad["blank"]) and not pictures(sample),
    }
    wrong = [name for name, proof in proofs.items() if not proof]
    if wrong:
        raise SystemExit(f"these do not find what is wrong: {', '.join(wrong)}")
    print(f"each finds what is wrong: {', '.join(proofs)}")


def in_parts(paths, size=20):
    return [paths[i : i + size] for i in range(0, len(paths), size)]


def side_by_side(check, things):
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(check, things))


def main():
    site, said = Path(sys.argv[1]), Path(sys.argv[2])
    files = sorted(site.rglob("*.pdf"))
    # Sheets lie in a folder named for their meeting; they are many and alike, so the slowest validator gets some of them.
    sheets = [file for file in files if (file.parent.parent / f"{file.parent.name}.html").is_file()]
    print(f"{len(files)} files, {len(sheets)} of them take-back sheets")
    if len(files) < 20 or len(sheets) < 5:
        raise SystemExit("too few to be all of the site")
    with tempfile.TemporaryDirectory() as folder:
        prove(next(file for file in files if file not in sheets), Path(folder))
    wrong = []
    for name, check in (("qpdf", qpdf), ("pdfinfo", structure), ("pictures", pictures)):
        for file, faults in zip(files, side_by_side(check, files)):
            wrong += [f"{name}: {file}: {fault}" for fault in faults]
    wrong += [f"pdfua: {fault}" for part in in_parts(files) for fault in pdfua(part)]
    heard = [file for file in files if file not in sheets] + sheets[::10]
    parts = side_by_side(outloud, in_parts(heard))
    wrong += [f"outloud: {fault}" for part in parts for fault in part]
    for file in sheets:
        most = 2 if file.name.count(".") > 1 else 1
        if pages(file) > most:
            wrong.append(f"{file}: {pages(file)} pages")
    for file, text in zip(files, side_by_side(words, files)):
        target = said / f"{file.relative_to(site)}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    for fault in wrong:
        print(fault, file=sys.stderr)
    print(f"{len(files)} files looked at, {len(heard)} of them by outloud, {len(wrong)} faults")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
