"""A client of `arnorm lsp` that speaks the real protocol, and can speak it wrongly."""
import json
import os
import pathlib
import select
import subprocess
import time

SECONDS = 60  # for an answer; tests never measure time


def frame(body):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(data), data)


class Client:
    def __init__(self, arnorm, *arguments):
        environment = dict(os.environ, XDG_DATA_HOME="/nonexistent", ARNORM_PATH="")
        self.process = subprocess.Popen([arnorm, "lsp", *arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env=environment)
        self.buffer = b""
        self.ended = False
        self.last_id = 0
        self.notifications = []
        self.versions = {}

    # Bytes

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def read_message(self):
        """The next message; None at the end of the output."""
        end = time.monotonic() + SECONDS
        while True:
            head, separator, rest = self.buffer.partition(b"\r\n\r\n")
            if separator:
                length = int(head.split(b":")[1])
                if len(rest) >= length:
                    self.buffer = rest[length:]
                    return json.loads(rest[:length])
            if self.ended:
                return None
            ready, _, _ = select.select([self.process.stdout], [], [], end - time.monotonic())
            if not ready:
                raise TimeoutError("the server does not answer")
            data = os.read(self.process.stdout.fileno(), 1 << 16)
            self.ended = not data
            self.buffer += data

    def finish(self):
        """Closes the input and returns the exit status and standard error."""
        _, errors = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, errors.decode()

    # Messages

    def notify(self, method, params):
        self.send_bytes(frame({"jsonrpc": "2.0", "method": method, "params": params}))

    def send_request(self, method, params):
        self.last_id += 1
        self.send_bytes(frame({"jsonrpc": "2.0", "id": self.last_id, "method": method,
                               "params": params}))
        return self.last_id

    def answer(self, number):
        """The whole answer to a request; notifications that come before it are kept."""
        while (message := self.read_message()) is not None:
            if "method" in message:
                self.notifications.append(message)
            elif message["id"] == number:
                return message
        raise EOFError("the server has ended")

    def request(self, method, params):
        answer = self.answer(self.send_request(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def initialize(self, encodings=("utf-16",), **text_document):
        capabilities = {
            "general": {"positionEncodings": list(encodings)},
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
                **text_document,
            },
        }
        result = self.request("initialize", {"processId": None, "rootUri": None,
                                             "capabilities": capabilities})
        self.notify("initialized", {})
        return result

    def stop(self):
        """Ends as clients should; the exit status."""
        assert self.request("shutdown", None) is None
        self.notify("exit", None)
        return self.finish()[0]

    # Documents

    def open(self, path, text):
        uri = path if "://" in str(path) or str(path).startswith("untitled:") else uri_of(path)
        self.versions[uri] = 1
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "toml", "version": 1, "text": text}})
        return uri

    def change(self, uri, *changes):
        self.versions[uri] += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri, "version": self.versions[uri]},
            "contentChanges": list(changes)})

    def diagnostics(self, uri):
        """The next diagnostics of the newest version of a document."""
        while True:
            for i, message in enumerate(self.notifications):
                params = message["params"]
                if (message["method"] == "textDocument/publishDiagnostics" and
                        params["uri"] == uri and
                        params.get("version") == self.versions.get(uri)):
                    del self.notifications[: i + 1]
                    return params["diagnostics"]
            message = self.read_message()
            if message is None:
                raise EOFError("the server has ended")
            self.notifications.append(message)

    def at(self, method, uri, position, **more):
        return self.request("textDocument/" + method, {
            "textDocument": {"uri": uri}, "position": position, **more})


def uri_of(path):
    return pathlib.Path(path).as_uri()


def position(text, word, offset=0, occurrence=0):
    """The position of a word in a text, in UTF-16."""
    at = -1
    for _ in range(occurrence + 1):
        at = text.index(word, at + 1)
    before = text[: at + offset]
    line = before.count("\n")
    return {"line": line, "character": utf16(before[before.rfind("\n") + 1 :])}


def utf16(text):
    return len(text.encode("utf-16-le")) // 2


def apply(text, edits):
    """A text with edits, whose positions count UTF-16."""
    for edit in sorted(edits, key=lambda e: (e["range"]["start"]["line"],
                                             e["range"]["start"]["character"]), reverse=True):
        begin, end = (offset(text, edit["range"][side]) for side in ("start", "end"))
        text = text[:begin] + edit["newText"] + text[end:]
    return text


def offset(text, place):
    line_begin = 0
    for _ in range(place["line"]):
        line_begin = text.index("\n", line_begin) + 1
    units = 0
    for i, c in enumerate(text[line_begin:]):
        if units == place["character"]:
            return line_begin + i
        units += utf16(c)
    return len(text)
