"""Real servers on loopback, each in a folder of its own, started as plain processes on free ports.

A server is a class with: `kind` and `fields` for site.yaml, `password`, `files()` that gives what it holds (but for
samverka's own books), and `fill()` / `empty()` that use up its room where that can be done.
"""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time

USER = "webb"
PASSWORD = "hemligt-ord-9"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server on {port} ended with {process.returncode}")
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing listens on {port}")


def on_disk(root):
    """What is in a folder, by path, but for samverka's own books."""
    found = {}
    for path in pathlib.Path(root).rglob("*"):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not pathlib.PurePath(name).name.startswith(".samverka-"):
            found[name] = path.read_bytes()
    return found


class Server:
    """What all have in common."""

    password = PASSWORD
    extra = {}
    # Whether its disk is a small one that can be filled.
    small = False
    through_proxy = True

    def __init__(self, work):
        self.work = pathlib.Path(work) / type(self).__name__.lower()
        self.work.mkdir(parents=True)
        self.root = self.work / "webb"
        self.root.mkdir()
        self.port = free_port()
        self.process = None

    def start(self, arguments, **more):
        log = open(self.work / "log", "ab")
        self.process = subprocess.Popen(arguments, stdout=log, stderr=log, start_new_session=True, **more)
        wait_for(self.port, self.process)

    def stop(self):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        if self.small:
            subprocess.run(["umount", self.root], check=True)

    def make_small(self, size):
        """Puts the server's folder on a small disk of its own, where we may."""
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", self.root], stderr=subprocess.DEVNULL)
        self.small = done.returncode == 0
        return self.small

    def files(self):
        return on_disk(self.root)

    def books(self):
        return sorted(path.name for path in self.root.glob(".samverka-*"))

    def put(self, name, content):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def room(self):
        """Fills the small disk but for a little."""
        free = shutil.disk_usage(self.root).free
        (self.root / ".ballast").write_bytes(b"x" * max(0, free - 96 * 1024))

    def free(self):
        (self.root / ".ballast").unlink()


class OpenSSH(Server):
    """sshd with a key of its own, as a plain process. It knows us by a key, or by a password that PAM is asked for."""

    name = "OpenSSH"
    kind = "sftp"
    password = None

    def __init__(self, work):
        super().__init__(work)
        for name in ("host", "other", "user"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.work / name], check=True)
        shutil.copy(self.work / "user.pub", self.work / "authorized_keys")
        os.makedirs("/run/sshd", exist_ok=True)
        self.serve("host")

    def serve(self, key):
        config = self.work / "sshd_config"
        config.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {self.work / key}\nPidFile none\n"
            f"AuthorizedKeysFile {self.work / 'authorized_keys'}\nStrictModes no\nUsePAM no\n"
            "PasswordAuthentication yes\nPermitRootLogin prohibit-password\nSubsystem sftp internal-sftp\n"
            "LogLevel VERBOSE\n"
        )
        self.start([shutil.which("sshd") or "/usr/sbin/sshd", "-D", "-e", "-f", config])

    def another_key(self):
        """The server is another one all of a sudden."""
        self.process.terminate()
        self.process.wait()
        self.serve("other")

    def fingerprint(self, key="host"):
        said = subprocess.run(["ssh-keygen", "-lf", self.work / f"{key}.pub"], capture_output=True, text=True, check=True)
        return said.stdout.split()[1]

    def fields(self, port=None):
        user = os.environ.get("USER") or subprocess.run(["id", "-un"], capture_output=True, text=True).stdout.strip()
        return {
            "värd": "127.0.0.1",
            "port": port or self.port,
            "användare": user,
            "sökväg": str(self.root),
            "nyckelfil": str(self.work / "user"),
        }

    def wrong(self):
        """Settings with which nobody is let in."""
        return {**self.fields(), "nyckelfil": str(self.work / "other")}


class ProFTPD(Server):
    """FTP over TLS, demanded for commands and data."""

    name = "ProFTPD"
    kind = "ftps"
    # Data have ports of their own, so a proxy before the first one cuts commands only.

    def __init__(self, work, authority=None):
        super().__init__(work)
        authority = authority or Authority(self.work)
        self.authority = authority
        users = self.work / "users"
        crypt = subprocess.run(["openssl", "passwd", "-6", PASSWORD], capture_output=True, text=True, check=True)
        users.write_text(f"{USER}:{crypt.stdout.strip()}:{os.getuid()}:{os.getgid()}::{self.work}:/bin/sh\n")
        users.chmod(0o600)
        config = self.work / "proftpd.conf"
        whoami = subprocess.run(["id", "-un"], capture_output=True, text=True).stdout.strip()
        group = subprocess.run(["id", "-gn"], capture_output=True, text=True).stdout.strip()
        config.write_text(
            "LoadModule mod_tls.c\nServerName prov\nServerType standalone\nDefaultAddress 127.0.0.1\nUseIPv6 off\n"
            f"Port {self.port}\nUser {whoami}\nGroup {group}\nAuthUserFile {users}\nAuthOrder mod_auth_file.c\n"
            f"RequireValidShell off\nRootLogin on\nPidFile {self.work}/pid\nScoreboardFile {self.work}/score\n"
            f"DelayTable none\nWtmpLog off\nTransferLog none\nSystemLog {self.work}/system.log\n"
            f"DefaultRoot {self.work}\nAllowOverwrite on\nTimeoutIdle 60\nMaxInstances 30\n"
            f"TLSEngine on\nTLSRequired on\nTLSRSACertificateFile {authority.certificate}\n"
            f"TLSRSACertificateKeyFile {authority.key}\nTLSProtocol TLSv1.2 TLSv1.3\nTLSVerifyClient off\n"
            f"TLSLog {self.work}/tls.log\n"
        )
        self.start([shutil.which("proftpd") or "/usr/sbin/proftpd", "-n", "-q", "-c", config])
        self.extra = {"SSL_CERT_FILE": str(authority.root)}

    def fields(self, port=None):
        return {"värd": "localhost", "port": port or self.port, "användare": USER, "sökväg": "/webb"}


class Authority:
    """A certificate authority, and a server's certificate of it for localhost."""

    def __init__(self, work):
        work = pathlib.Path(work)
        self.root, root_key = work / "ca.pem", work / "ca.key"
        self.certificate, self.key = work / "server.pem", work / "server.key"
        request, extensions = work / "server.csr", work / "ext"
        extensions.write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n")
        run = lambda *words: subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)
        run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=prov-ca", "-keyout", root_key, "-out", self.root)
        run("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", self.key, "-out", request)
        run("x509", "-req", "-in", request, "-CA", self.root, "-CAkey", root_key, "-CAcreateserial", "-days", "2", "-extfile", extensions, "-out", self.certificate)


class WsgiDAV(Server):
    """WebDAV over TLS."""

    name = "WsgiDAV"
    kind = "webdav"

    def __init__(self, work):
        super().__init__(work)
        authority = Authority(self.work)
        config = self.work / "wsgidav.yaml"
        config.write_text(
            f"host: 127.0.0.1\nport: {self.port}\nserver: cheroot\nprovider_mapping:\n  '/': '{self.root}'\n"
            f"ssl_certificate: '{authority.certificate}'\nssl_private_key: '{authority.key}'\nssl_adapter: builtin\n"
            "http_authenticator:\n  accept_basic: true\n  accept_digest: false\n  default_to_digest: false\n"
            f"simple_dc:\n  user_mapping:\n    '*':\n      {USER}:\n        password: '{PASSWORD}'\n"
            "lock_storage: true\nproperty_manager: true\nverbose: 1\n"
        )
        self.start([pathlib.Path(sys.executable).parent / "wsgidav", "--config", config])
        self.extra = {"SSL_CERT_FILE": str(authority.root)}

    def fields(self, port=None):
        return {"adress": f"https://localhost:{port or self.port}/", "användare": USER}


class Moto(Server):
    """An S3 emulator. It holds its objects in memory, and checks no keys."""

    name = "Moto (S3)"
    kind = "s3"
    bucket = "webben"

    def __init__(self, work):
        super().__init__(work)
        self.start([pathlib.Path(sys.executable).parent / "moto_server", "-H", "127.0.0.1", "-p", str(self.port)])
        self.client().create_bucket(Bucket=self.bucket)

    def client(self):
        import boto3

        return boto3.client(
            "s3", endpoint_url=f"http://127.0.0.1:{self.port}", region_name="us-east-1",
            aws_access_key_id=USER, aws_secret_access_key=PASSWORD,
        )

    def objects(self):
        """All objects with their heads. One that is removed between the list and the look is gone."""
        client, found = self.client(), {}
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket):
            for item in page.get("Contents", []):
                try:
                    found[item["Key"]] = client.get_object(Bucket=self.bucket, Key=item["Key"])
                except client.exceptions.NoSuchKey:
                    pass
        return found

    def files(self):
        found = self.objects()
        return {name: item["Body"].read() for name, item in found.items() if not name.startswith(".samverka-")}

    def books(self):
        return sorted(name for name in self.objects() if name.startswith(".samverka-"))

    def put(self, name, content):
        self.client().put_object(Bucket=self.bucket, Key=name, Body=content)

    def fields(self, port=None):
        return {
            "adress": f"http://127.0.0.1:{port or self.port}", "bucket": self.bucket, "användare": USER, "okrypterat": "ja",
        }


ALL = [OpenSSH, ProFTPD, WsgiDAV, Moto]
