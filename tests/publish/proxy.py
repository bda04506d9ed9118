"""A TCP proxy that cuts each connection after so many bytes to the server."""

import socket
import threading


class Proxy:
    """Stands before a port. `cut_after(n)` lets n more bytes through to the server, and then cuts all connections, once
    (`times=1`) or as long as it lives."""

    def __init__(self, port):
        self.to = port
        self.left = None
        self.for_good = False
        self.open = []
        self.lock = threading.Lock()
        self.cuts = 0
        self.bytes = 0
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen(50)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def cut_after(self, size, for_good):
        with self.lock:
            self.left, self.for_good, self.cuts, self.bytes = size, for_good, 0, 0

    def close(self):
        self.listener.close()
        self.cut()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            if self.left is not None and self.left <= 0:
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                client.close()
                continue
            with self.lock:
                self.open += [client, server]
            threading.Thread(target=self.pump, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.pump, args=(server, client, False), daemon=True).start()

    def pump(self, source, sink, counts):
        try:
            while data := source.recv(4096):
                if counts:
                    with self.lock:
                        self.bytes += len(data)
                        if self.left is not None:
                            data, self.left = data[: max(0, self.left)], self.left - len(data)
                    sink.sendall(data)
                    if self.left is not None and self.left <= 0:
                        self.cuts += 1
                        self.cut()
                        if not self.for_good:
                            self.left = None
                        return
                else:
                    sink.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, sink):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def cut(self):
        with self.lock:
            ends, self.open = self.open, []
        for end in ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
                end.close()
            except OSError:
                pass
