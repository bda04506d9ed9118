#!/usr/bin/env python3
"""Publishes a site to real servers on loopback, with every fault that can be had, and prints what was lost.

    SAMVERKA=target/debug/samverka python tests/publish/run.py [server …]

It needs sshd, proftpd (with mod_tls), openssl, and from PyPI wsgidav and moto[server]: `tests/run` sees to that.
A fault that a server cannot have (an emulator in memory has no disk to fill) is a `–` in the table.
"""

import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from proxy import Proxy
from servers import ALL, PASSWORD

SAMVERKA = os.environ["SAMVERKA"]
MINE = ("mitt/anteckning.txt", b"ingen annans")
KILLS = int(os.environ.get("KILLS", "8"))


class Site:
    """A small site with pages that refer to each other, in two versions."""

    def __init__(self, folder):
        self.root = pathlib.Path(folder)
        subprocess.run([SAMVERKA, "init", str(self.root), "--lang", "sv"], check=True, capture_output=True)
        self.file = self.root / "content/site.yaml"
        self.base = self.file.read_text()

    def target(self, kind, fields):
        lines = [f"  - namn: prov\n    typ: {kind}\n"] + [f"    {key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items()]
        self.file.write_text(self.base + "\npublicering:\n" + "".join(lines))

    def version(self, number):
        """Changes the pages: some text everywhere, a page that comes, a page and a picture that go."""
        folder = self.root / "content/sidor"
        for old in folder.glob("prov-*"):
            old.unlink()
        for page in range(24):
            if (page + number) % 9 == 0:
                continue
            picture = f"prov-{page}-{number if page % 6 == 0 else 0}.svg"
            shade = number if page % 2 else 0
            (folder / picture).write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><title>Bild {shade}</title><path d="M0 0h3v2z"/></svg>')
            (folder / f"prov-{page}.md").write_text(
                f"# Prov {page}\n\nVersion {number} av texten på sidan {page}.\n\n## Formen\n\n![En triangel med spetsen åt höger, {page}]({picture})\n" + "\nEn rad till om provet.\n" * 60
            )

    def built(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "ut"
            done = subprocess.run([SAMVERKA, "build", "--source", str(self.root), "--output", str(out)], capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
            return {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file() and ".samverka-" not in p.name}


class Case:
    """One server with one site."""

    def __init__(self, server, work):
        self.server = server
        self.site = Site(pathlib.Path(work) / f"sajt-{server.kind}")
        self.lost = []
        self.versions = []

    def run(self, *options, env=None, password=True, ok=None, popen=False):
        words = [SAMVERKA, "publish", "prov", "--source", str(self.site.root), "--lang", "sv", "--yes", *options]
        around = {key: value for key, value in os.environ.items() if not key.startswith(("SSH_AUTH", "SAMVERKA_PASSWORD"))}
        around.update(self.server.extra)
        if password and self.server.password:
            around["SAMVERKA_PASSWORD_PROV"] = self.server.password
        around.update(env or {})
        if popen:
            return subprocess.Popen(words, env=around, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        done = subprocess.run(words, env=around, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
        said = done.stdout + done.stderr
        assert PASSWORD not in said, "the password is told"
        if ok is not None:
            assert (done.returncode == 0) == ok, f"{self.server.name}: {' '.join(options)}: {said}"
        return said

    def set(self, port=None, fields=None):
        self.site.target(self.server.kind, fields or self.server.fields(port))

    def new_version(self):
        number = len(self.versions)
        self.site.version(number)
        self.versions.append(self.site.built())

    def whole(self, when):
        """What is visible is of the last two versions, pages have their parts, and what is mine is untouched."""
        files = self.server.files()
        if files.pop(MINE[0], None) != MINE[1]:
            self.lost.append(f"{when}: somebody else's file")
        known = self.versions[-2:]
        for name, content in files.items():
            if name != ".ballast" and not any(version.get(name) == content for version in known):
                self.lost.append(f"{when}: {name} is half or strange")
            if name.endswith(".html"):
                text = content.decode()
                for part in re.findall(r'(?:src|href)="([^"#?]+)', text):
                    if re.match(r"[a-z]+:", part):
                        continue
                    place = os.path.normpath(os.path.join(os.path.dirname(name), part)).replace(os.sep, "/")
                    if place not in files and not any(place in version and name not in version for version in known):
                        self.lost.append(f"{when}: {name} lacks {place}")

    def right(self, when):
        """The target holds exactly the newest version, and samverka's books are tidy."""
        files = self.server.files()
        files.pop(MINE[0], None)
        if files != self.versions[-1]:
            extra, missing = files.keys() - self.versions[-1].keys(), self.versions[-1].keys() - files.keys()
            self.lost.append(f"{when}: not the new site (extra {sorted(extra)[:3]}, missing {sorted(missing)[:3]})")
        if self.server.books() != [".samverka-manifest.json"]:
            self.lost.append(f"{when}: left behind {self.server.books()}")


def first(case):
    case.new_version()
    case.server.put(*MINE)
    case.set()
    if case.server.kind == "sftp":
        said = case.run(ok=False)
        assert "publish-host-key-unknown" in said and case.server.fingerprint() in said, said
        case.run("--accept-host-key", case.server.fingerprint(), ok=True)
    else:
        case.run(ok=True)
    case.right("first")
    assert "redan som webbplatsen" in case.run(ok=True)
    case.new_version()
    said = case.run("--dry-run", "--format", "json", ok=True)
    plan = json.JSONDecoder().raw_decode(said)[0]
    assert plan["changed"] and plan["new"] and plan["removed"] and plan["unchanged"], plan
    case.run(ok=True)
    case.right("second")
    return 2


def refused(case):
    if case.server.name.startswith("Moto"):
        return None
    case.new_version()
    if case.server.kind == "sftp":
        case.set(fields=case.server.wrong())
        said = case.run(ok=False)
    else:
        said = case.run(password=False, ok=False)
        assert "publish-no-password" in said and "SAMVERKA_PASSWORD_PROV" in said, said
        said = case.run(env={"SAMVERKA_PASSWORD_PROV": "fel-ord"}, ok=False)
    assert "publish-login" in said, said
    case.whole("refused")
    case.set()
    case.run(ok=True)
    case.right("refused")
    return 1


def stranger(case):
    """Another server answers: another host key, or a certificate that nobody has vouched for."""
    if case.server.kind == "s3":
        return None
    case.new_version()
    if case.server.kind == "sftp":
        case.server.another_key()
        said = case.run(ok=False)
        assert "publish-host-key-changed" in said and case.server.fingerprint("other") in said, said
        case.whole("stranger")
        case.run("--accept-host-key", case.server.fingerprint("other"), ok=True)
    else:
        said = case.run(env={"SSL_CERT_FILE": "/etc/ssl/certs/ca-certificates.crt"}, ok=False)
        assert "publish-certificate" in said, said
        case.whole("stranger")
        case.run(ok=True)
    case.right("stranger")
    return 1


def cut(case):
    """The connection is cut halfway, once and for good, at several places."""
    proxy = Proxy(case.server.port)
    done = 0
    case.set(proxy.port)
    if case.server.kind == "sftp":
        # The proxy's port is another server to us.
        case.run("--accept-host-key", case.server.fingerprint("other"), ok=True)
    case.new_version()
    proxy.cut_after(10**12, True)
    case.run(ok=True)
    size = proxy.bytes
    for part in (0.3, 0.75):
        for for_good in (True, False):
            case.new_version()
            proxy.cut_after(max(1, int(size * part)), for_good)
            said = case.run()
            case.whole(f"cut at {part}")
            if for_good:
                assert "publish-dropped" in said, said
            proxy.cut_after(10**12, True)
            case.run(ok=True)
            case.right(f"cut at {part}")
            done += 1
    proxy.close()
    case.set()
    return done


def full(case):
    """The server's disk is full."""
    if not case.server.small:
        return None
    case.new_version()
    # Larger than what is left, so that it is full in the midst of the sending.
    large = case.site.root / "content/sidor/stor.svg"
    noise = "".join(f"{number * 2654435761 % 2**32:08x}" for number in range(40_000))
    large.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><title>Stor</title><!-- {noise} --><path d="M0 0h3v2z"/></svg>')
    (case.site.root / "content/sidor/stor.md").write_text("# Stor\n\n## Bilden\n\n![En triangel som tar plats](stor.svg)\n")
    case.versions[-1] = case.site.built()
    case.server.room()
    said = case.run(ok=False)
    assert "publish-full" in said, said
    case.whole("full")
    case.server.free()
    case.run(ok=True)
    case.right("full")
    return 1


def kill(case):
    """samverka is killed (SIGKILL) at random moments; the next run is told nothing special."""
    case.new_version()
    began = time.monotonic()
    case.run(ok=True)
    took = time.monotonic() - began
    rng = random.Random(7)
    for number in range(KILLS):
        case.new_version()
        process = case.run(popen=True)
        time.sleep(took * rng.uniform(0.3, 1.0))
        process.kill()
        process.communicate()
        case.whole(f"kill {number}")
        case.run(ok=True)
        case.right(f"kill {number}")
    return KILLS


def two(case):
    """Two computers at once: one publishes, the other is told; and one that takes over."""
    other = case.site.root.with_name(case.site.root.name + "-2")
    case.new_version()
    shutil.copytree(case.site.root, other)
    first = case.run(popen=True)
    locked = False
    own = case.site.root
    while first.poll() is None:
        if ".samverka-lock.json" in case.server.books():
            case.site.root = other
            said = case.run()
            locked = locked or "publish-locked" in said
            case.site.root = own
            break
    output = first.communicate()[0]
    assert first.returncode == 0, output
    case.right("two at once")
    # A lock of somebody who is gone.
    case.new_version()
    case.server.put(".samverka-lock.json", b'{"token":"x","who":"kontoret","since":"2014-05-01 11:00"}')
    said = case.run(ok=False)
    assert "publish-locked" in said and "kontoret" in said and "--take-over" in said, said
    case.whole("locked")
    case.run("--take-over", ok=True)
    case.right("taken over")
    return 2 if locked else 1


def foreign(case):
    """A file of somebody else's where a page is to go."""
    case.new_version()
    name = next(name for name in case.versions[-1] if name not in case.versions[-2] and name.endswith(".html"))
    case.server.put(name, b"min egen")
    said = case.run(ok=False)
    assert "publish-foreign" in said and name in said, said
    files = case.server.files()
    assert files[name] == b"min egen", "it is overwritten"
    case.versions.pop()
    del files[name]
    files.pop(MINE[0], None)
    if files != case.versions[-1]:
        case.lost.append("foreign: something was sent")
    return 1


FAULTS = [
    ("publish", first), ("login refused", refused), ("another server", stranger), ("connection cut", cut), ("disk full", full),
    ("kill -9", kill), ("two at once", two), ("foreign file", foreign),
]


def one(kind, work):
    """All faults of one server: its row of the table, and what was lost."""
    server = kind(work)
    try:
        if kind.kind != "s3":
            server.make_small("4m")
        case, row = Case(server, work), [server.name]
        for name, fault in FAULTS:
            began = time.monotonic()
            times = fault(case)
            row.append("–" if times is None else str(times))
            print(f"{server.name}: {name}: {row[-1]} in {time.monotonic() - began:.0f} s", flush=True)
        row.append("nothing" if not case.lost else f"{len(case.lost)} things")
        return row, [f"{server.name}: {what}" for what in case.lost]
    except BaseException:
        print((server.work / "log").read_text(errors="replace")[-3000:], file=sys.stderr)
        raise
    finally:
        server.stop()


def main():
    wanted = [word.lower() for word in sys.argv[1:]]
    kinds = [kind for kind in ALL if not wanted or kind.__name__.lower() in wanted]
    with tempfile.TemporaryDirectory(prefix="samverka-publish-") as work, ThreadPoolExecutor() as pool:
        # Most of the time is waiting for the next try after a cut: the servers do that side by side.
        done = list(pool.map(lambda kind: one(kind, work), kinds))
    rows, lost = [row for row, _ in done], [what for _, found in done for what in found]
    head = ["server", *(name for name, _ in FAULTS), "lost"]
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    for row in [head, *rows]:
        print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths)))
    for what in lost:
        print(f"LOST {what}")
    return 1 if lost or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
