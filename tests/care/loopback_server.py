"""An OpenAI-compatible server on the loopback address, whose model names say how it behaves.

    with serving(policy) as server:          # sets LOOPBACK_BASE_URL and LOOPBACK_API_KEY
        ...                                  # ask openai-api/loopback/normal, openai-api/loopback/rate_limited, ...

The assistant is a scripted policy, so what a bench should read is known. Nothing leaves this machine.

    normal         the policy's words; so does assistant, the name in the tutorial
    slow           the same, `SLOW_SECONDS` later
    rate_limited   429 with Retry-After for the first time that a conversation comes, then the policy's words
    malformed      a body that is no JSON, with status 200
    no_choices     JSON that holds no choice
    empty          a reply without words
    refuses        a reply with `refusal` in place of content
    filtered       a reply that was stopped: finish_reason content_filter
    calls_tools    a tool call in place of words
    drops          the connection ends before an answer
    fails          500, always
    mixed          by the question: words, an empty reply, a filtered one or a tool call
"""

import contextlib
import json
import os
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy

__all__ = ["BEHAVIOURS", "KEY", "MODEL", "SLOW_SECONDS", "Answer", "Request", "Server", "model_word", "serving"]

KEY = "loopback-key"
MODEL = "openai-api/loopback"
SLOW_SECONDS = 0.3
_FILTERED = "I cannot talk about"
_TOOL_CALL = {"id": "call_1", "type": "function", "function": {"name": "look_up", "arguments": '{"query": "help"}'}}


@dataclass(frozen=True)
class Request:
    """A request for an answer.

    Attributes:
        model: The model name, without the service.
        turns: Role and text of every message.
        body: The whole of it.
        times: How often this conversation was asked of this model before.
    """

    model: str
    turns: tuple[tuple[str, str], ...]
    body: Mapping[str, Any]
    times: int

    @property
    def asked(self) -> Asked:
        """The conversation as a policy sees it."""
        return Asked.of(*self.turns)


@dataclass(frozen=True)
class Answer:
    """What the server sends.

    Attributes:
        body: JSON data, or a text that is sent as it is; None: nothing, and the connection ends.
        status: HTTP status.
        headers: Headers beside the usual ones.
        wait_seconds: How long it takes.
    """

    body: Mapping[str, Any] | str | None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait_seconds: float = 0.0


def reply(content: str | None, *, finish: str = "stop", **message: Any) -> dict[str, Any]:
    """The body of a chat completion.

    Args:
        content: The words.
        finish: Why it stopped.
        **message: Further fields of the message.
    """
    words = len((content or "").split())
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "loopback",
        "choices": [
            {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
        ],
        "usage": {"prompt_tokens": 8, "completion_tokens": words, "total_tokens": 8 + words},
    }


def _error(message: str, kind: str) -> dict[str, Any]:
    return {"error": {"message": message, "type": kind, "param": None, "code": kind}}


Behaviour = Callable[[Request, Policy], Answer]


def _normal(request: Request, policy: Policy) -> Answer:
    return Answer(reply(policy.write(request.asked)))


def _slow(request: Request, policy: Policy) -> Answer:
    return Answer(reply(policy.write(request.asked)), wait_seconds=SLOW_SECONDS)


def _rate_limited(request: Request, policy: Policy) -> Answer:
    if request.times:
        return _normal(request, policy)
    return Answer(_error("Slow down.", "rate_limit_exceeded"), status=429, headers={"Retry-After": "0.05"})


def _mixed(request: Request, policy: Policy) -> Answer:
    kinds = (_normal, BEHAVIOURS["empty"], BEHAVIOURS["filtered"], BEHAVIOURS["calls_tools"])
    return kinds[zlib.crc32(request.asked.question.encode()) % len(kinds)](request, policy)


BEHAVIOURS: Mapping[str, Behaviour] = {
    "normal": _normal,
    "assistant": _normal,
    "slow": _slow,
    "rate_limited": _rate_limited,
    "malformed": lambda *_: Answer('{"choices": [{"message": {"content": "I am sor'),
    "no_choices": lambda *_: Answer({"id": "chatcmpl-1", "object": "chat.completion", "choices": []}),
    "empty": lambda *_: Answer(reply("")),
    "refuses": lambda *_: Answer(reply(None, refusal="I'm sorry, I can't help with that.")),
    "filtered": lambda *_: Answer(reply(_FILTERED, finish="content_filter")),
    "calls_tools": lambda *_: Answer(reply(None, finish="tool_calls", tool_calls=[_TOOL_CALL])),
    "drops": lambda *_: Answer(None),
    "fails": lambda *_: Answer(_error("The server had an error.", "server_error"), status=500),
    "mixed": _mixed,
}
"""Model name -> what the server does."""


class Server:
    """A running server.

    Attributes:
        policy: Who answers; may be changed while it runs.
        requests: What was asked, in the order in which it came.
        url: Base URL for clients.
    """

    def __init__(self, policy: Policy) -> None:
        """Start to listen on a free port.

        Args:
            policy: Who answers.
        """
        self.policy = policy
        self.requests: list[Request] = []
        self._times: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._http = _Listener(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def answer(self, body: Mapping[str, Any]) -> Answer:
        """The answer to a request.

        Args:
            body: Its JSON.
        """
        turns = tuple((str(turn["role"]), _text(turn.get("content"))) for turn in body["messages"])
        model, key = str(body["model"]), json.dumps(turns)
        with self._lock:
            request = Request(model, turns, body, self._times[model, key])
            self._times[model, key] += 1
            self.requests.append(request)
        if model not in BEHAVIOURS:
            return Answer(_error(f"The model {model} does not exist.", "model_not_found"), status=404)
        return BEHAVIOURS[model](request, self.policy)

    def close(self) -> None:
        """Stop to listen; no thread is left."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, *_: Any) -> None:
        """Say nothing of a client that left."""


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_POST(self) -> None:  # (the name is http.server's)
            text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.headers.get("Authorization") != f"Bearer {KEY}":
                self._send(Answer(_error("Incorrect API key provided.", "invalid_api_key"), status=401))
            elif not self.path.endswith("/chat/completions"):
                self._send(Answer(_error(f"No such path: {self.path}", "not_found"), status=404))
            else:
                self._send(server.answer(json.loads(text)))

        def _send(self, answer: Answer) -> None:
            time.sleep(answer.wait_seconds)
            self.close_connection = True  # a client that is thrown away leaves no open socket behind
            if answer.body is None:
                return
            data = (answer.body if isinstance(answer.body, str) else json.dumps(answer.body)).encode()
            self.send_response(answer.status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(data)),
                "Connection": "close",
                **answer.headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Print nothing."""

    return Handler


def _text(content: str | Sequence[Mapping[str, Any]] | None) -> str:
    if content is None or isinstance(content, str):
        return content or ""
    return "".join(str(part.get("text", "")) for part in content)


def model_word(behaviour: str = "normal") -> str:
    """The model's word for `--model`.

    Args:
        behaviour: One of `BEHAVIOURS`.
    """
    return f"{MODEL}/{behaviour}"


@contextlib.contextmanager
def serving(policy: Policy) -> Iterator[Server]:
    """A server that answers, with the environment that Inspect's provider `openai-api` finds it by.

    Args:
        policy: Who answers.
    """
    from inspect_ai.model._model import _models  # Inspect would give the model of a server that is gone

    server = Server(policy)
    around = {
        "LOOPBACK_BASE_URL": server.url,
        "LOOPBACK_API_KEY": KEY,
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
    }
    with patch.dict(os.environ, around), patch.dict(_models, clear=True):
        try:
            yield server
        finally:
            server.close()
